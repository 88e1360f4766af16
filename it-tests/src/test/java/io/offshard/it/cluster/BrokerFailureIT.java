// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.ProcessCluster;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * One of three brokers fails, in the middle of puts and gets. Calls may fail meanwhile; nothing
 * acknowledged is lost, and service comes back by itself.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class BrokerFailureIT {
  private static final String LINEAGE = "__offshard_lineage";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Below the time that another leader takes: otherwise no call would fail. */
  private static final Map<String, String> IMPATIENT =
      Map.of("OFFSHARD_WRITE_DELIVERY_TIMEOUT", "2s", "OFFSHARD_READ_TIMEOUT", "3s");

  private ProcessCluster cluster;
  private OffshardProcess server;
  private KinesisClient kinesis;

  @BeforeAll
  void start(@TempDir Path directory) {
    cluster = ProcessCluster.start(directory, Map.of("broker.session.timeout.ms", "5000"));
    server =
        OffshardProcess.serve(directory.resolve("server"), cluster.bootstrapServers(), IMPATIENT);
    kinesis = JavaClients.impatient(server.endpoint());
  }

  @AfterAll
  void stop() {
    kinesis.close();
    server.close();
    cluster.close();
  }

  @Test
  void topicsHaveThreeCopiesOfWhichTwoMustHaveEachRecord() {
    LiveStream stream = LiveStream.create(kinesis, 2);

    for (String topic : List.of(stream.name(), LINEAGE)) {
      assertThat(cluster.partitions(topic))
          .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
      assertThat(cluster.settings(topic))
          .containsAllEntriesOf(
              Map.of("min.insync.replicas", "2", "unclean.leader.election.enable", "false"));
    }
  }

  @ParameterizedTest(name = "the leader of {1} is {0}")
  @CsvSource({"KILLED,a stream", "FROZEN,a stream", "KILLED,the lineage", "FROZEN,the lineage"})
  void nothingAcknowledgedIsLostWhenALeaderFails(Failure failure, String what) {
    LiveStream stream = LiveStream.create(kinesis, 3);
    String topic = what.equals("a stream") ? stream.name() : LINEAGE;
    try (Traffic traffic = Traffic.start(stream)) {
      String other = failing(failure, topic, stream, traffic);
      for (String each : List.of(stream.name(), LINEAGE, other)) {
        Awaitility.await("all copies of " + each)
            .atMost(PATIENCE)
            .ignoreExceptions()
            .until(() -> cluster.isInSync(each));
      }
      traffic.awaitProgress();
      System.out.printf("The leader of %s was %s:%n%s", what, failure, traffic.stop());
    }
  }

  /** Returns when all goes on without the broker; the name of a stream made meanwhile. */
  private String failing(Failure failure, String topic, LiveStream stream, Traffic traffic) {
    int leader = cluster.leader(topic, 0);
    List<Integer> concerned = ledBy(leader, stream);
    failure.begin(cluster.broker(leader));
    try {
      Awaitility.await("another leader")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> cluster.leader(topic, 0) != leader);
      traffic.awaitProgress();
      // None, but for what a busy machine adds.
      int failed = traffic.failedReads(concerned);
      assertThat(traffic.failedReads() - failed)
          .as("failed reads of shards that the broker did not lead")
          .isLessThanOrEqualTo(failed / 20);
      return createEventually();
    } finally {
      failure.end(cluster.broker(leader));
    }
  }

  private List<Integer> ledBy(int broker, LiveStream stream) {
    return IntStream.range(0, stream.shards())
        .filter(shard -> cluster.leader(stream.name(), shard) == broker)
        .boxed()
        .toList();
  }

  /** The first attempts may fail: the service is not back yet. */
  private String createEventually() {
    return Awaitility.await("a new stream")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(SdkException.class)
        .until(() -> LiveStream.create(kinesis, 1), created -> true)
        .name();
  }
}
