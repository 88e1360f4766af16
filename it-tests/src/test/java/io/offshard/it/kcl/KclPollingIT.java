// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.kinesis.retrieval.RetrievalConfig;

final class KclPollingIT {

  private static final int SHARDS = 4;
  private static final int KEYS = 32;
  private static final String KILLED = "worker-a";
  private static final String SURVIVOR = "worker-b";

  /** The part of the library that reads: it complains of answers that it does not like. */
  private static final String READING = "software.amazon.kinesis.retrieval.";

  /** The library waits up to 30 s before its first look at the shards; two JVMs start meanwhile. */
  private static final Duration START = Duration.ofSeconds(90);

  /** Leases end after 5 s, the leader's lock too. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(60);

  @Test
  @Timeout(240)
  void twoWorkersShareAStreamAndNothingIsMissedWhenOneIsKilled() {
    Path directory = Project.emptyBuildDirectory("kcl-polling");
    URI server = SharedServer.endpoint();
    try (KinesisClient kinesis = JavaClients.impatient(server);
        DynamoDbLocal dynamoDb = DynamoDbLocal.start(directory)) {
      String stream = LiveStream.create(kinesis, SHARDS).name();
      KeyedPuts puts = new KeyedPuts(kinesis, stream, KEYS);
      try (KclApplication application =
          new KclApplication(directory, stream, Retrieval.POLLING, dynamoDb.endpoint())) {
        killOneOfTwo(application, server, puts);
        check(new AtLeastOnce(application.readings()), puts);
        assertThat(application.complaintsOf(READING)).isEmpty();
        report(application, puts);
      }
    }
  }

  private static void killOneOfTwo(KclApplication application, URI server, KeyedPuts puts) {
    for (int i = 0; i < 50; i++) {
      puts.round();
    }
    int before = puts.total();
    application.start(KILLED, server);
    application.start(SURVIVOR, server);
    putUntil(application, puts, START, readings -> isShared(readings, before));
    putUntil(application, puts, START, readings -> readings.isInTheMiddleOfAPage(KILLED));
    application.kill(KILLED);
    putUntil(application, puts, TAKE_OVER, readings -> readings.heldBy(SURVIVOR).size() == SHARDS);
    Awaitility.await("the rest")
        .atMost(TAKE_OVER)
        .untilAsserted(() -> new AtLeastOnce(application.readings()).assertComplete(puts.logs()));
  }

  private static boolean isShared(Readings readings, int records) {
    return readings.heldBy(KILLED).size() == SHARDS / 2
        && readings.heldBy(SURVIVOR).size() == SHARDS / 2
        && readings.distinct() > records;
  }

  /** Goes on putting records until {@code enough}. */
  private static void putUntil(
      KclApplication application, KeyedPuts puts, Duration limit, Predicate<Readings> enough) {
    Awaitility.await()
        .atMost(limit)
        .until(
            () -> {
              application.assertRuns(SURVIVOR);
              puts.round();
              return enough.test(application.readings());
            });
  }

  private static void check(AtLeastOnce reading, KeyedPuts puts) {
    assertThat(puts.logs()).hasSize(SHARDS);
    reading.assertEachSessionContinues(puts.logs());
    reading.assertRepeatsOnlyOf(KILLED);
    reading.assertKeysInOrder(puts.data());
  }

  private static void report(KclApplication application, KeyedPuts puts) {
    Readings readings = application.readings();
    System.out.printf(
        "KCL %s, polling, leases in DynamoDB Local %s: %d records in %d shards, %d sessions,"
            + " %d given again%n",
        RetrievalConfig.KINESIS_CLIENT_LIB_USER_AGENT_VERSION,
        DynamoDbLocal.version(),
        puts.total(),
        SHARDS,
        readings.sessions().size(),
        readings.repeats());
    application.complaintsOf("software.amazon.kinesis.").forEach(System.out::println);
  }
}
