// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.kafka.KafkaClients;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the brokers, made with the user's settings: TLS, SASL, back-off, throttling are
 * the Kafka client's own. For one thread.
 */
final class Wire implements AutoCloseable {
  private static final int TOPICS_MILLIS = 1_000;

  private final NetworkClient client;
  private final Metrics metrics;
  private final ManualMetadataUpdater brokers = new ManualMetadataUpdater();
  private final List<Node> bootstrap;
  private final int requestMillis;
  private final Set<Round> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean askingForTopics;

  private Wire(ConsumerConfig config, String name) {
    this.bootstrap = bootstrap(ClientUtils.parseAndValidateAddresses(config));
    this.brokers.setNodes(bootstrap);
    this.requestMillis = config.getInt(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG);
    this.metrics = new Metrics();
    this.client =
        ClientUtils.createNetworkClient(
            config,
            name,
            metrics,
            "offshard-fetch",
            new LogContext("[" + name + "] "),
            new ApiVersions(),
            Time.SYSTEM,
            1,
            requestMillis,
            null,
            brokers,
            new DefaultHostResolver(),
            null,
            null);
  }

  /**
   * Nothing is connected yet.
   *
   * @param requestTimeout after which a broker counts as gone
   * @throws io.offshard.adapter.kafka.UnusableSettings when the settings are not
   */
  static Wire create(KafkaClients clients, String name, Duration requestTimeout) {
    return clients.forFetching(name, requestTimeout, config -> new Wire(config, name));
  }

  private static List<Node> bootstrap(List<InetSocketAddress> addresses) {
    List<Node> nodes = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      nodes.add(new Node(-1 - nodes.size(), address.getHostString(), address.getPort()));
    }
    return nodes;
  }

  NetworkClient client() {
    return client;
  }

  void send(Node broker, Round round, long now) {
    send(broker, round, now, requestMillis, _ -> {});
  }

  boolean isAskingForTopics() {
    return askingForTopics;
  }

  /** A short time, so that another broker is asked soon when this one does not answer. */
  void sendTopics(Node broker, Round round, long now) {
    send(
        broker,
        round,
        now,
        Math.max(1, Math.min(TOPICS_MILLIS, requestMillis / 2)),
        response -> {
          askingForTopics = false;
          brokers.setNodes(
              response.responseBody() instanceof MetadataResponse answer
                      && !answer.brokers().isEmpty()
                  ? List.copyOf(answer.brokers())
                  : everyone());
        });
    askingForTopics = true;
  }

  /** When those that were last heard of are gone, the addresses in the settings may still do. */
  private List<Node> everyone() {
    Set<Node> all = new LinkedHashSet<>(brokers.fetchNodes());
    all.addAll(bootstrap);
    return List.copyOf(all);
  }

  private void send(
      Node broker, Round round, long now, int timeoutMillis, RequestCompletionHandler first) {
    underWay.add(round);
    RequestCompletionHandler then =
        response -> {
          underWay.remove(round);
          first.onComplete(response);
          round.complete(response);
        };
    try {
      client.send(
          client.newClientRequest(
              broker.idString(), round.request(), now, true, timeoutMillis, then),
          now);
    } catch (RuntimeException e) {
      underWay.remove(round);
      round.fail(e);
      throw e;
    }
  }

  /** Why no broker lets us in, if that is the reason. */
  @Nullable AuthenticationException refusal() {
    return brokers.fetchNodes().stream()
        .map(client::authenticationException)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Those who wait for answers are told. */
  @Override
  public void close() {
    underWay.forEach(round -> round.fail(Lane.stopped()));
    client.close();
    metrics.close();
  }
}
