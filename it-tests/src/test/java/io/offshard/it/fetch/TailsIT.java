// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.kafka.fetch.FetchTails;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Tails;
import io.offshard.adapter.service.Tails.Heard;
import io.offshard.it.broker.BrokerChoice;
import io.offshard.it.broker.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Followers of partitions hear what a reader reads, and share the requests that fetch it. */
@TestInstance(Lifecycle.PER_CLASS)
final class TailsIT {
  private static final int MIB = 1 << 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private KafkaBroker broker;
  private Content content;
  private FetchPartitionReader reader;
  private FetchTails tails;
  private ExecutorService threads;

  @BeforeAll
  void startBroker(@TempDir Path directory) {
    broker = BrokerChoice.ofThisRun().start(directory);
    content = new Content(broker.bootstrapServers(), new Random(1));
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    KafkaClients clients = Twins.clients(broker.bootstrapServers());
    reader = new FetchPartitionReader(clients, 10_000, TIMEOUT);
    tails = new FetchTails(clients, reader, TIMEOUT, 64 * MIB);
  }

  @AfterEach
  void stop() {
    tails.close();
    threads.close();
    reader.close();
  }

  @Test
  void twoThousandFollowersShareFewRequests() throws Exception {
    List<Place> places = content.create("shared", 100, Map.of());
    List<TailFollower> followers = new ArrayList<>();
    List<Future<List<Batch.Entry>>> seen = new ArrayList<>();
    for (Place place : places) {
      tails.follow(place); // and never listens
      for (int i = 0; i < 19; i++) {
        followers.add(new TailFollower(tails, reader, place, 0));
        seen.add(threads.submit(followers.getLast()));
      }
    }
    awaitAtTheEnd(followers);
    long missed = followers.stream().mapToInt(TailFollower::missed).sum();
    assertIdleRequestsAreFew(1);

    int rounds = 20;
    long before = tails.requests();
    try (KafkaProducer<byte[], byte[]> producer = content.producer(Map.of())) {
      for (int round = 0; round < rounds; round++) {
        for (Place place : places) {
          var _ =
              producer.send(new ProducerRecord<>("shared", place.partition(), null, new byte[9]));
        }
        producer.flush();
      }
    }
    followers.forEach(each -> each.until(rounds));
    for (Future<List<Batch.Entry>> each : seen) {
      assertThat(each.get()).extracting(Batch.Entry::offset).isEqualTo(offsets(rounds));
    }
    // A request that waits is answered by each record at worst; followers do not matter.
    assertThat(tails.requests() - before).isLessThanOrEqualTo(rounds * 100L + 10);
    assertThat(followers.stream().mapToInt(TailFollower::missed).sum()).isEqualTo(missed);
    assertThat(tails.partitions()).isEqualTo(100);
  }

  @Test
  void partitionsBeyondThoseOfOneRequestAreFollowedByAnother() throws Exception {
    List<TailFollower> followers = new ArrayList<>();
    for (Place place : content.create("many", 230, Map.of())) {
      followers.add(new TailFollower(tails, reader, place, 0));
      var _ = threads.submit(followers.getLast());
    }
    awaitAtTheEnd(followers);
    assertIdleRequestsAreFew(3);
    followers.forEach(each -> each.until(0));
  }

  private static List<Long> offsets(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private static void awaitAtTheEnd(List<TailFollower> followers) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> followers.stream().allMatch(each -> each.nothing() > 0));
  }

  private void assertIdleRequestsAreFew(int connections) {
    long requests = tails.requests();
    long began = System.nanoTime();
    Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    long waits = Duration.ofNanos(System.nanoTime() - began).toMillis() / 250;
    assertThat(tails.requests() - requests).isBetween(1L, connections * (waits + 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "zstd", "transactions"})
  void followersHearWhatReaderReads(String kind) throws Exception {
    String topic = "heard-" + kind;
    Place place = content.create(topic, 1, Map.of()).getFirst();
    TailFollower early = new TailFollower(tails, reader, place, 0);
    Future<List<Batch.Entry>> heard = threads.submit(early);
    awaitAtTheEnd(List.of(early));

    write(topic, kind);
    long end = reader.end(place);
    early.until(end);

    assertThat(heard.get()).isEqualTo(Twins.drain(reader, place, 0, 10_000, 10 * MIB));
    assertThat(early.arrived()).isPositive();
    assertThat(early.missed()).isLessThan(3);
  }

  private void write(String topic, String kind) {
    if (kind.equals("transactions")) {
      content.transactions(topic, 0, 40);
    } else {
      content.plain(topic, 0, kind, 1_000);
    }
  }

  @Test
  void whoLagsBehindWhatIsKeptReadsTheOrdinaryWayAndComesBack() throws Exception {
    Place place = content.create("lagging", 1, Map.of()).getFirst();
    KafkaClients clients = Twins.clients(broker.bootstrapServers());
    try (FetchTails small = new FetchTails(clients, reader, TIMEOUT, 100_000)) {
      TailFollower late = new TailFollower(small, reader, place, 0);
      TailFollower keen = new TailFollower(small, reader, place, 0);
      Future<List<Batch.Entry>> keenly = threads.submit(keen);
      awaitAtTheEnd(List.of(keen));
      content.plain("lagging", 0, "none", 1_000);
      Awaitility.await().until(() -> small.bytes() > 0 && keen.arrived() > 0);
      Future<List<Batch.Entry>> lately = threads.submit(late);
      awaitAtTheEnd(List.of(late));
      content.plain("lagging", 0, "none", 10);

      List.of(late, keen).forEach(each -> each.until(1_010));
      List<Batch.Entry> all = Twins.drain(reader, place, 0, 10_000, 10 * MIB);
      assertThat(lately.get()).isEqualTo(all);
      assertThat(keenly.get()).isEqualTo(all);
      assertThat(late.missed()).isPositive();
      assertThat(late.arrived()).isPositive();
      assertThat(small.bytes()).isLessThan(1_200_000);
    }
  }

  @Test
  void followersOfDeletedTopicAreToldThatItIsGone() throws Exception {
    Place place = content.create("gone", 1, Map.of()).getFirst();
    TailFollower follower = new TailFollower(tails, reader, place, 0);
    Future<List<Batch.Entry>> following = threads.submit(follower);
    awaitAtTheEnd(List.of(follower));

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.deleteTopics(List.of("gone")).all().get();
    }

    assertFault(following, new StreamGone(place.topicId(), place.shard()));
  }

  @Test
  void nobodyIsFollowedWhenAllHaveLeft() throws Exception {
    List<Place> places = content.create("left", 3, Map.of());
    content.plain("left", 0, "none", 10);
    List<Tails.Feed> feeds = new ArrayList<>();
    for (Place place : places) {
      feeds.add(tails.follow(place));
      feeds.add(tails.follow(place));
    }
    for (Tails.Feed feed : feeds) {
      assertThat(tails.partitions()).isPositive();
      feed.close();
      feed.close();
    }
    assertThat(tails.partitions()).isZero();

    try (Tails.Feed again = tails.follow(places.getFirst())) {
      Awaitility.await().until(() -> again.await(10, Duration.ZERO), new Heard.Nothing(10)::equals);
    }
  }

  @Test
  void followersAreToldWhenTheServerStops() throws Exception {
    Place place = content.create("stopping", 1, Map.of()).getFirst();
    TailFollower follower = new TailFollower(tails, reader, place, 0);
    Future<List<Batch.Entry>> following = threads.submit(follower);
    awaitAtTheEnd(List.of(follower));

    tails.close();

    assertFault(following, new Unavailable("the server is stopping"));
    assertThatThrownBy(() -> tails.follow(place).await(0, TIMEOUT))
        .isInstanceOf(StreamFaultException.class);
  }

  private static void assertFault(Future<?> following, StreamFault fault) {
    assertThatThrownBy(following::get)
        .cause()
        .isInstanceOfSatisfying(
            StreamFaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
