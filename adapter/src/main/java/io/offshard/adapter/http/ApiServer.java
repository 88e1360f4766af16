// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server for HTTP/1.1 and HTTP/2, on a port in clear, an encrypted one or both, that hands
 * every request, whatever its method and path, to one {@link Endpoint}. Each request runs on a
 * virtual thread of its own. Memory for bodies is bounded by {@link HttpSettings}; a client that
 * goes away is nobody's error. {@code start} and {@code stop} are for one thread.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final byte[] NOTHING = new byte[0];

  /**
   * Answers up to this size are never held back for want of memory: those of writes are such, and a
   * write that was made must not be answered as refused.
   */
  private static final int SMALL_ANSWER = 256 << 10;

  /** How old a renewed certificate may get before it is seen. */
  private static final Duration RELOAD = Duration.ofSeconds(5);

  private final HttpSettings settings;
  private final Endpoint endpoint;
  private final Function<Exchange, String> payers;
  private final BodyBudget budget;
  private final Connections connections;
  private final Javalin javalin;
  private final BodyReader bodies;
  private volatile boolean draining;
  private volatile @Nullable ServerConnector clear;
  private volatile @Nullable ServerConnector encrypted;
  private @Nullable ReloadedTls tls;

  /** A server all of whose clients share its memory as if they were one. */
  public ApiServer(HttpSettings settings, Endpoint endpoint) {
    this(settings, endpoint, head -> "");
  }

  /**
   * Prepares a server; nothing listens before {@link #start()}.
   *
   * @param payers names, by the head of a request, who shares memory with whom: those of the same
   *     name; of few names, as each gets a share
   * @throws InvalidKeys when it cannot prove who it is
   */
  public ApiServer(HttpSettings settings, Endpoint endpoint, Function<Exchange, String> payers) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.payers = payers;
    this.budget = new BodyBudget(settings.bounds().budgetBytes());
    this.connections = new Connections(settings.bounds().connections());
    this.javalin = Javalin.create(this::configure);
    this.bodies = new BodyReader(settings, server().getScheduler());
  }

  /**
   * Listens and serves.
   *
   * @throws CannotListen when the address cannot be had
   */
  public void start() {
    javalin.start();
    SlowHeads.watch(server(), connections, settings.patience().head());
    if (tls != null) {
      tls.watch(server().getScheduler()); // which drops what it is given before it runs
    }
  }

  /** The port in clear; 0 before {@link #start()}, and where there is none. */
  public int port() {
    return port(clear);
  }

  /** The encrypted port; 0 before {@link #start()}, and where there is none. */
  public int tlsPort() {
    return port(encrypted);
  }

  private static int port(@Nullable ServerConnector connector) {
    return connector == null ? 0 : Math.max(0, connector.getLocalPort());
  }

  /** The memory that calls in flight hold for themselves and their bodies, in bytes. */
  public long bytesInFlight() {
    return budget.used();
  }

  /** Calls that were refused since the start, as there was no memory for their bodies. */
  public long bodiesRefused() {
    return budget.refused();
  }

  /**
   * When the first certificate of the chain in use ends that ends, in seconds since 1970; not a
   * number without an encrypted port.
   */
  public double certificateEnd() {
    ReloadedTls used = tls;
    return used == null ? Double.NaN : used.end().toEpochMilli() / 1e3;
  }

  /** The clients that are connected, over all ports. */
  public int connections() {
    return connections.open();
  }

  /** The clients that were disconnected since the start because there were too many. */
  public long connectionsRefused() {
    return connections.refused();
  }

  /** The clients that were disconnected since the start over the head of a request. */
  public long slowHeads() {
    return connections.slow();
  }

  /**
   * Takes no more connections, lets the calls in flight finish, and closes. HTTP/2 clients are told
   * by GOAWAY, HTTP/1.1 clients by {@code Connection: close}; what they send before they know is
   * still served.
   *
   * @param drain how long to wait; calls that are not done by then lose their connection
   */
  public void stop(Duration drain) {
    draining = true;
    Listener.closeIdle(server(), settings.patience().idle());
    server().setStopTimeout(drain.toMillis());
    try {
      server().stop();
    } catch (TimeoutException e) {
      LOG.warn(
          "Connections were still open after {} s and have been cut", drain.toMillis() / 1000.0);
    } catch (Exception e) {
      LOG.warn("Port {} was not closed in order", settings.port(), e);
    }
  }

  /** Stops without waiting. */
  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  private Server server() {
    return javalin.jettyServer().server();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    if (settings.systemThreads() == 0) {
      config.concurrency.useVirtualThreads = true;
    } else {
      config.concurrency.useVirtualThreads = false;
      config.jetty.threadPool = new QueuedThreadPool(settings.systemThreads());
    }
    config.jetty.modifyServer(
        server -> {
          server.setHandler((Handler) null); // in place of Javalin's statistics, a cost per call
          server.setErrorHandler(new BareErrors());
        });
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new BareErrors()));
    config.jetty.modifyHttpConfiguration(Listener::configure);
    settings
        .port()
        .ifPresent(
            port ->
                config.jetty.addConnector(
                    (server, http) ->
                        clear = Listener.clear(server, http, settings, connections, port)));
    settings.tls().ifPresent(how -> encrypt(config, how));
    config.routes.before(this::handle); // the one route that also sees unknown methods
  }

  private void encrypt(JavalinConfig config, TlsSettings how) {
    ReloadedTls reloaded = new ReloadedTls(how, RELOAD);
    tls = reloaded;
    config.jetty.addConnector(
        (server, http) ->
            encrypted =
                Listener.encrypted(
                    server, http, settings, connections, how.port(), reloaded.context()));
  }

  private void handle(Context context) {
    context.skipRemainingHandlers();
    HttpServletRequest request = context.req();
    try {
      Exchange head = head(request);
      try (BodyBudget.Share share = budget.share(payers.apply(head))) {
        send(reply(head, request, share), request, context.res());
      }
    } catch (IOException e) {
      LOG.debug("Client gone", e);
    } catch (RuntimeException | Error e) {
      LOG.error("Request failed", e);
      context.status(500);
    }
  }

  private void send(Reply reply, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CutOff cutOff =
        new CutOff(
            ServletContextRequest.getServletContextRequest(request),
            server().getScheduler(),
            settings.patience().unread());
    switch (reply) {
      case Reply.Whole whole -> {
        boolean last = draining && request.getProtocol().startsWith("HTTP/1");
        ReplyWriter.write(whole, response, last, cutOff);
      }
      case Reply.Streamed streamed ->
          StreamWriter.write(streamed, response, cutOff, () -> draining);
    }
  }

  private Reply reply(Exchange head, HttpServletRequest request, BodyBudget.Share share) {
    try {
      return held(endpoint.serve(head.with(bodies.read(request, share))), share);
    } catch (Rejected e) {
      return endpoint.refuse(head, e.why());
    }
  }

  /** The body is done with; a slow reader's answer is in memory as long as that takes. */
  private static Reply held(Reply reply, BodyBudget.Share share) throws Rejected {
    int bytes =
        switch (reply) {
          case Reply.Whole whole -> whole.body().capacity();
          case Reply.Streamed streamed -> 0; // the number of these is what is bounded
        };
    if (!share.swap(BodyBudget.PER_CALL + bytes) && bytes > SMALL_ANSWER) {
      share.refuse();
      throw new Rejected(Rejection.OVERLOADED);
    }
    return reply;
  }

  /** A UUID to find the call by; nobody has to be unable to guess it, so no secure source. */
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long version4 = (random.nextLong() & ~0xf000L) | 0x4000L;
    long variant2 = (random.nextLong() >>> 2) | (1L << 63);
    return new UUID(version4, variant2).toString();
  }

  /** As it was sent: the parsed one of HTTP/1.1 lacks a default port. */
  private static String authority(Request request) {
    String host = request.getHeaders().get(HttpHeader.HOST);
    return host == null
        ? Objects.requireNonNullElse(request.getHttpURI().getAuthority(), "")
        : host;
  }

  private static Exchange head(HttpServletRequest servletRequest) {
    Request request = ServletContextRequest.getServletContextRequest(servletRequest);
    HttpURI uri = request.getHttpURI();
    List<String> headers = new ArrayList<>();
    for (HttpField field : request.getHeaders()) {
      headers.add(field.getName());
      headers.add(field.getValue() == null ? "" : field.getValue());
    }
    return new Exchange(
        newId(),
        request.getMethod(),
        uri.getPath(),
        Objects.requireNonNullElse(uri.getQuery(), ""),
        authority(request),
        Headers.of(headers),
        NOTHING,
        request.getConnectionMetaData().getHttpVersion().asString(),
        Request.getRemoteAddr(request) + ":" + Request.getRemotePort(request));
  }
}
