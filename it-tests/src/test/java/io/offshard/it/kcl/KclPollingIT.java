// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
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

  /** The library waits up to 30 s before its first look at the shards; two JVMs start meanwhile. */
  private static final Duration START = Duration.ofSeconds(90);

  /** Leases end after 5 s, the leader's lock too. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(60);

  @Test
  @Timeout(240)
  void twoWorkersShareAStreamAndNothingIsMissedWhenOneIsKilled() {
    Path directory = Project.emptyBuildDirectory("kcl-polling");
    try (KinesisClient kinesis = JavaClients.impatient(SharedServer.endpoint());
        DynamoDbLocal dynamoDb = DynamoDbLocal.start(directory)) {
      LiveStream stream = LiveStream.create(kinesis, SHARDS);
      try (KclApplication application =
          new KclApplication(
              directory, stream.name(), SharedServer.endpoint(), dynamoDb.endpoint())) {
        KeyedPuts puts = new KeyedPuts(kinesis, stream.name(), KEYS);
        killOneOfTwo(application, puts);
        check(application.readings(), puts);
        report(application, puts);
      }
    }
  }

  private static void killOneOfTwo(KclApplication application, KeyedPuts puts) {
    for (int i = 0; i < 50; i++) {
      puts.round();
    }
    application.start(KILLED);
    application.start(SURVIVOR);
    int before = puts.total();
    putUntil(
        "both read",
        START,
        application,
        puts,
        readings ->
            readings.heldBy(KILLED).size() == SHARDS / 2
                && readings.heldBy(SURVIVOR).size() == SHARDS / 2
                && readings.distinct() > before);
    putUntil(
        "the one has read what it has not kept",
        START,
        application,
        puts,
        readings -> readings.hasMoreThanKept(KILLED));
    application.kill(KILLED);
    putUntil(
        "the other has all shards",
        TAKE_OVER,
        application,
        puts,
        readings -> readings.heldBy(SURVIVOR).size() == SHARDS);
    Awaitility.await("the rest")
        .atMost(TAKE_OVER)
        .until(() -> application.readings().distinct() >= puts.total());
    application.assertRuns(SURVIVOR);
  }

  /** Goes on putting records until {@code enough}. */
  private static void putUntil(
      String what,
      Duration limit,
      KclApplication application,
      KeyedPuts puts,
      Predicate<Readings> enough) {
    Awaitility.await(what)
        .atMost(limit)
        .until(
            () -> {
              application.assertRuns(SURVIVOR);
              puts.round();
              return enough.test(application.readings());
            });
  }

  private static void check(Readings readings, KeyedPuts puts) {
    readings.assertComplete(puts.logs());
    readings.assertEachContinuesWhereItsShardWasKept(puts.logs());
    readings.assertRepeatsOnlyWhatWasNotKeptBy(KILLED);
    readings.assertKeysInOrder(puts.counts());
    assertThat(puts.logs()).hasSize(SHARDS);
  }

  private static void report(KclApplication application, KeyedPuts puts) {
    Readings readings = application.readings();
    System.out.printf(
        "%s polling, DynamoDB Local %s: %d records in %d shards, %d sessions, %d given again%n",
        RetrievalConfig.KINESIS_CLIENT_LIB_USER_AGENT_VERSION,
        DynamoDbLocal.VERSION,
        puts.total(),
        SHARDS,
        readings.sessions().size(),
        readings.repeats());
    Set<String> complaints = new TreeSet<>(application.complaints(KILLED));
    complaints.addAll(application.complaints(SURVIVOR));
    complaints.forEach(System.out::println);
  }
}
