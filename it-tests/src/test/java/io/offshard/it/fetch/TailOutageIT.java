// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.kafka.fetch.FetchTails;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.broker.ProcessCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Followers while brokers die, freeze, and hand over partitions. */
final class TailOutageIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 6;
  private static final int FOLLOWERS = 3;

  @TempDir Path directory = Path.of("");

  @Test
  void nobodyMissesOrRepeatsAnythingWhenTheBrokerIsKilledAndComesBack() throws Exception {
    try (ProcessBroker broker = ProcessBroker.start(directory);
        Following following = new Following(broker.bootstrapServers(), 1)) {
      following.write();
      broker.kill();
      following.awaitMissed();
      broker.restart();
      following.write();
      following.assertAllHeardAll();
    }
  }

  @Test
  void whoFollowsFrozenBrokerIsSentTheOrdinaryWayUntilItThaws() throws Exception {
    try (ProcessBroker broker = ProcessBroker.start(directory);
        Following following = new Following(broker.bootstrapServers(), 1)) {
      following.write();
      broker.freeze();
      following.awaitMissed();
      broker.thaw();
      following.write();
      following.awaitHeard();
      following.assertAllHeardAll();
    }
  }

  @Test
  void followersWaitAsLongAsTheBrokerWantsWhenItThrottles() throws Exception {
    try (ProcessBroker broker = ProcessBroker.start(directory);
        Following following = new Following(broker.bootstrapServers(), 1)) {
      new Content(broker.bootstrapServers(), new Random(1)).limitReaders(100_000.0);
      for (int i = 0; i < 5; i++) {
        following.write();
      }
      following.assertAllHeardAll();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void followersGoOnAtTheNewLeader(boolean frozen) throws Exception {
    try (ProcessCluster cluster = ProcessCluster.start(directory, Map.of());
        Following following = new Following(cluster.bootstrapServers(), 3)) {
      Awaitility.await().atMost(PATIENCE).until(() -> cluster.isInSync(Following.TOPIC));
      following.write();
      int leader = cluster.leader(Following.TOPIC, 0);
      if (frozen) {
        cluster.broker(leader).freeze();
      } else {
        cluster.broker(leader).kill();
      }
      following.write();
      following.awaitHeard();
      following.assertAllHeardAll();
    }
  }

  /** A topic, who writes to it, and who follows it. */
  private static final class Following implements AutoCloseable {
    private static final String TOPIC = "followed";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<TailFollower> followers = new ArrayList<>();
    private final List<Future<List<Batch.Entry>>> heard = new ArrayList<>();
    private final List<Place> places;
    private final KafkaProducer<byte[], byte[]> producer;
    private final FetchPartitionReader reader;
    private final FetchTails tails;

    Following(String bootstrapServers, int copies) throws Exception {
      Content content = new Content(bootstrapServers, new Random(1));
      this.places = content.create(TOPIC, PARTITIONS, copies, Map.of());
      this.producer = content.producer(Map.of("request.timeout.ms", 2_000));
      KafkaClients clients = Twins.clients(bootstrapServers);
      this.reader = new FetchPartitionReader(clients, 1_000, TIMEOUT);
      this.tails = new FetchTails(clients, reader, TIMEOUT, 64 << 20);
      for (int i = 0; i < PARTITIONS * FOLLOWERS; i++) {
        followers.add(new TailFollower(tails, reader, places.get(i % PARTITIONS), 0));
        heard.add(threads.submit(followers.getLast()));
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> followers.stream().allMatch(each -> each.nothing() > 0));
    }

    /** Until all is acknowledged. */
    void write() throws Exception {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < 50 * PARTITIONS; i++) {
        sent.add(producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, null, new byte[i])));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }

    void awaitMissed() {
      List<Integer> before = followers.stream().map(TailFollower::missed).toList();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> allMoreThan(before, followers.stream().map(TailFollower::missed).toList()));
    }

    /** Not only read. */
    void awaitHeard() throws Exception {
      List<Integer> before = followers.stream().map(TailFollower::arrived).toList();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                write();
                return allMoreThan(before, followers.stream().map(TailFollower::arrived).toList());
              });
    }

    private static boolean allMoreThan(List<Integer> before, List<Integer> now) {
      for (int i = 0; i < now.size(); i++) {
        if (now.get(i) <= before.get(i)) {
          return false;
        }
      }
      return true;
    }

    void assertAllHeardAll() throws Exception {
      for (int i = 0; i < followers.size(); i++) {
        Place place = places.get(i % PARTITIONS);
        followers.get(i).until(reader.end(place));
        assertThat(heard.get(i).get())
            .isEqualTo(Twins.drain(reader, place, 0, 10_000, 10 << 20))
            .hasSizeGreaterThanOrEqualTo(100);
      }
    }

    @Override
    public void close() {
      tails.close();
      reader.close();
      threads.shutdownNow();
      producer.close(Duration.ZERO);
    }
  }
}
