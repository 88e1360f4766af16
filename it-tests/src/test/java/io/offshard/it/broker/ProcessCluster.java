// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Three brokers in child JVMs that are one cluster, each of them a controller too. Any one of them
 * may be killed or frozen: the others carry on. Brokers have the numbers 1 to 3.
 */
public final class ProcessCluster implements AutoCloseable {
  private static final int SIZE = 3;

  private final List<ProcessBroker> brokers;

  private ProcessCluster(List<ProcessBroker> brokers) {
    this.brokers = brokers;
  }

  /**
   * Starts on free ports and waits until all serve clients; data stays below {@code directory}.
   *
   * @param settings win over the brokers' usual ones
   */
  public static ProcessCluster start(Path directory, Map<String, String> settings) {
    int[] controllers = IntStream.range(0, SIZE).map(i -> Ports.free()).toArray();
    String voters =
        IntStream.range(0, SIZE)
            .mapToObj(i -> (i + 1) + "@127.0.0.1:" + controllers[i])
            .collect(joining(","));
    List<CompletableFuture<ProcessBroker>> starting =
        IntStream.range(0, SIZE)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> broker(directory, i + 1, controllers[i], voters, settings),
                        task -> Thread.ofVirtual().start(task)))
            .toList();
    // Together: one alone is no quorum, and none is ready without one.
    return new ProcessCluster(starting.stream().map(CompletableFuture::join).toList());
  }

  private static ProcessBroker broker(
      Path directory, int id, int controllerPort, String voters, Map<String, String> settings) {
    int port = Ports.free();
    Path home = directory.resolve("broker-" + id);
    Storage.format(home, id);
    String kafka = "PLAINTEXT://127.0.0.1:" + port;
    Map<String, String> all = new HashMap<>();
    all.put("node.id", Integer.toString(id));
    all.put("controller.quorum.voters", voters);
    all.put("listeners", kafka + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.putAll(settings);
    return ProcessBroker.start(home, port, all);
  }

  /** As Kafka clients take it: all brokers. */
  public String bootstrapServers() {
    return brokers.stream().map(ProcessBroker::bootstrapServers).collect(joining(","));
  }

  /** The broker of that number. */
  public ProcessBroker broker(int id) {
    return brokers.get(id - 1);
  }

  /** The number of the broker that leads a partition at the moment. */
  public int leader(String topic, int partition) {
    return Objects.requireNonNull(partitions(topic).get(partition).leader()).id();
  }

  /** Whether all brokers that have a copy of the topic keep up with its leaders. */
  public boolean isInSync(String topic) {
    return partitions(topic).stream()
        .allMatch(each -> each.isr().size() == each.replicas().size() && hasLeader(each));
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    Node leader = partition.leader();
    return leader != null && !leader.isEmpty();
  }

  /** What Kafka says of the partitions of a topic, in their order. */
  public List<TopicPartitionInfo> partitions(String topic) {
    return ask(admin ->
            requireNonNull(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)))
        .partitions();
  }

  /** The settings of a topic, its own and inherited. */
  public Map<String, String> settings(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found =
        ask(
            admin ->
                requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)));
    return found.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(toMap(ConfigEntry::name, ConfigEntry::value));
  }

  private <T> T ask(Function<Admin, KafkaFuture<T>> question) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers(), "request.timeout.ms", 2_000);
    try (Admin admin = Admin.create(settings)) {
      return question.apply(admin).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** By force: in order they would wait for each other. */
  @Override
  public void close() {
    brokers.forEach(ProcessBroker::kill);
  }
}
