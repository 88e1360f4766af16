// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.AccessDenied;
import io.offshard.adapter.access.Authorization;
import io.offshard.adapter.access.Permit;
import io.offshard.adapter.auth.AuthFault;
import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.observe.Meters;
import io.offshard.mapping.shape.InvalidMembers;
import io.offshard.mapping.shape.MalformedBody;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.shape.WrongType;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioError;
import io.offshard.mapping.v3io.V3ioFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The v3io web API: a header names the function, the path what it is done with, PUT and POST are
 * the same, and nobody need say that a body is JSON. Callers are known before anything else of a
 * call is looked at.
 */
final class V3ioProtocol implements Protocol {
  private static final Logger LOG = LoggerFactory.getLogger(V3ioProtocol.class);

  private static final String FUNCTION = "X-v3io-function";
  private static final String SESSION_KEY = "X-v3io-session-key";
  private static final byte[] NO_MEMBERS = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_BODY_BYTES = 10 << 20;
  private static final String LASTS = "172800";

  /** What scripts of a page may read besides the body; the writers of items need the second. */
  private static final String EXPOSED = "X-Request-Id, X-v3io-transaction-verifier";

  private final V3ioApi api;
  private final Authorization authorization;
  private final Meters meters;

  V3ioProtocol(V3ioApi api, Authorization authorization, Meters meters) {
    this.api = api;
    this.authorization = authorization;
    this.meters = meters;
  }

  /** Whether the call is one of this API: none of AWS's, and with a sign of v3io. */
  boolean isMeantBy(Exchange exchange) {
    return exchange.headers().first(Target.HEADER) == null
        && (exchange.headers().first(FUNCTION) != null
            || exchange.headers().first(SESSION_KEY) != null
            || api.containers().find(ResourcePath.of(exchange.path()).container()).isPresent());
  }

  @Override
  public Target target(Exchange exchange) {
    return new Target(
        true, exchange.headers().firstOrEmpty(FUNCTION), api.functions(), operation(exchange));
  }

  private @Nullable Operation operation(Exchange exchange) {
    String function = exchange.headers().first(FUNCTION);
    if (function != null) {
      boolean written = exchange.method().equals("PUT") || exchange.method().equals("POST");
      return written ? api.functions().find(function.strip()) : null;
    }
    ObjectCall object = ObjectCall.of(exchange.method());
    return object == null ? null : api.functions().find(object.operation());
  }

  @Override
  public Answer answer(Exchange exchange, Target target) {
    if (CommonHeaders.isPreflight(exchange)) {
      return api.corsOrigin().isPresent()
          ? success(Body.empty())
          : refused(V3ioFault.PERMISSION_DENIED);
    }
    Permit permit = target.permit(authorization, Principal.UNKNOWN);
    try {
      Permit known =
          target.permit(
              authorization, api.authentication().identify(exchange, target.signingName()));
      permit = known;
      return success(known.during(() -> run(exchange, target, known))).to(known);
    } catch (RuntimeException | Error e) {
      return refused(fault(e, exchange, target)).to(permit).because(e);
    }
  }

  private Body run(Exchange exchange, Target target, Permit permit) {
    if (exchange.body().length > MAX_BODY_BYTES) {
      throw new Refusal(plain(V3ioFault.BODY_TOO_LARGE));
    }
    return switch (target.operation()) {
      case Operation.Served<?> served ->
          served
              .prepare(Wire.JSON, exchange.body().length == 0 ? NO_MEMBERS : exchange.body())
              .run(exchange.path(), exchange.requestId(), permit);
      case Operation.Plain plain ->
          new Body.Own(
              plain.run(
                  new Sent(
                      exchange.path(),
                      exchange.query(),
                      exchange.body(),
                      exchange.requestId(),
                      permit)));
      case Operation.Unsupported unsupported -> {
        meters.unsupported(target.dialectLabel(), unsupported.name());
        throw new Refusal(Fault.unsupported(unsupported));
      }
      case null ->
          throw new Refusal(
              V3ioFault.UNSUPPORTED.text(),
              V3ioFault.UNSUPPORTED.status(),
              "There is no such function.");
    };
  }

  private static Fault fault(Throwable thrown, Exchange exchange, Target target) {
    return switch (thrown) {
      case Refusal e when e.fault().equals(Fault.OVERLOADED) -> plain(V3ioFault.TOO_MUCH);
      case Refusal e -> e.fault();
      case AuthFault e -> plain(V3ioFault.UNAUTHENTICATED);
      case AccessDenied e -> plain(V3ioFault.PERMISSION_DENIED);
      case MalformedBody e -> plain(V3ioFault.INVALID_ARGUMENT);
      case WrongType e -> plain(V3ioFault.INVALID_ARGUMENT);
      case InvalidMembers e -> plain(V3ioFault.INVALID_ARGUMENT);
      default -> {
        LOG.error("{} {} failed", target.operationLabel(), exchange.requestId(), thrown);
        yield plain(V3ioFault.INTERNAL);
      }
    };
  }

  private static Fault plain(V3ioFault fault) {
    return new Fault(fault.text(), fault.status(), null);
  }

  /** What has no body says so by its status. */
  private static Answer success(Body body) {
    if (body instanceof Body.Own(OwnAnswer own)) {
      return Answer.of(Answer.OK, own.status(), null, body);
    }
    boolean empty = body instanceof Body.Whole(ByteBuffer bytes) && !bytes.hasRemaining();
    return Answer.of(Answer.OK, empty ? 204 : 200, empty ? null : WireProtocol.JSON, body);
  }

  private static Answer refused(V3ioFault fault) {
    return refused(plain(fault));
  }

  private static Answer refused(Fault fault) {
    V3ioError body =
        new V3ioError(
            V3ioFault.of(fault.type()).number(),
            fault.message() == null ? fault.type() : fault.message());
    return Answer.of(
        fault.type(),
        fault.status(),
        WireProtocol.JSON,
        Body.of(V3ioError.SHAPE.encode(Wire.JSON, body)));
  }

  @Override
  public Answer overloaded(Exchange head, Target target) {
    return refused(V3ioFault.TOO_MUCH);
  }

  @Override
  public Answer tooLarge() {
    return refused(V3ioFault.BODY_TOO_LARGE);
  }

  @Override
  public Map<String, String> headers(Exchange exchange, Target target, Answer answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Request-Id", exchange.requestId());
    if (answer.body() instanceof Body.Own(OwnAnswer own)) {
      headers.putAll(own.headers());
    }
    if (answer.contentType() != null) {
      headers.put("Content-Type", answer.contentType());
    }
    if (answer.status() == V3ioFault.UNAUTHENTICATED.status()) {
      headers.put("WWW-Authenticate", "Basic realm=\"v3io\"");
    }
    if (api.corsOrigin().isPresent() && exchange.headers().first("Origin") != null) {
      headers.put("Access-Control-Allow-Origin", api.corsOrigin().get());
      headers.put("Access-Control-Allow-Credentials", "true");
      if (CommonHeaders.isPreflight(exchange)) {
        headers.put("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE");
        headers.put(
            "Access-Control-Allow-Headers",
            String.join(", ", FUNCTION, SESSION_KEY, "Authorization", "Content-Type"));
        headers.put("Access-Control-Max-Age", LASTS);
      } else {
        headers.put("Access-Control-Expose-Headers", EXPOSED);
      }
    }
    return headers;
  }
}
