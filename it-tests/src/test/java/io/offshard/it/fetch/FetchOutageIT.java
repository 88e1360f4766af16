// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.it.broker.ProcessBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers while the broker dies, comes back, slows them down, or loses their topic. */
class FetchOutageIT {
  private static final int MIB = 1 << 20;
  private static final Place NOWHERE = new Place("nowhere", new UUID(1, 2), 0, 7);

  @TempDir Path directory = Path.of("");
  private ProcessBroker broker;
  private Content content;

  @BeforeEach
  void start() {
    broker = ProcessBroker.start(directory);
    content = new Content(broker.bootstrapServers(), new Random(1));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private FetchPartitionReader reader(int inFlight, Duration timeout) {
    return new FetchPartitionReader(Twins.clients(broker.bootstrapServers()), inFlight, timeout);
  }

  @Test
  void readersMissAndRepeatNothingWhenTheBrokerIsKilledAndComesBack() throws Exception {
    List<Place> places = content.create("killed", 4, Map.of());
    for (int i = 0; i < 4; i++) {
      content.plain("killed", i, "none", 300);
    }
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> readers = new ArrayList<>();
    try (FetchPartitionReader reader = reader(100, Duration.ofMillis(500));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<List<Batch.Entry>> expected = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        expected.add(Twins.drain(reader, places.get(i), 0, 10_000, 10 * MIB));
        assertThat(expected.getLast()).hasSize(300);
      }
      for (int i = 0; i < 16; i++) {
        Place place = places.get(i % 4);
        readers.add(
            threads.submit(
                () -> {
                  int refused = 0;
                  while (!over.get()) {
                    refused += drain(reader, place, expected.get(place.partition()));
                  }
                  return refused;
                }));
      }
      broker.kill();
      Awaitility.await().until(() -> isRefused(reader, places.getFirst()));
      broker.restart();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !isRefused(reader, places.getFirst()));
      over.set(true);
      for (Future<Integer> each : readers) {
        assertThat(each.get()).isPositive();
      }
    }
  }

  /** Reads all, and tells how often it had to be asked again. */
  private static int drain(FetchPartitionReader reader, Place place, List<Batch.Entry> expected) {
    int refused = 0;
    List<Batch.Entry> all = new ArrayList<>();
    long at = 0;
    while (all.size() < expected.size()) {
      try {
        Batch page = reader.read(place, at, 40, MIB);
        all.addAll(page.records());
        at = page.next();
      } catch (StreamFaultException e) {
        assertThat(e.fault()).isInstanceOf(Unavailable.class);
        refused++;
      }
    }
    assertThat(all).isEqualTo(expected);
    return refused;
  }

  private static boolean isRefused(FetchPartitionReader reader, Place place) {
    try {
      reader.end(place);
      return false;
    } catch (StreamFaultException e) {
      return true;
    }
  }

  @Test
  void refusesMoreCallsThanThereIsRoomForWhileKafkaDoesNotAnswer() throws Exception {
    broker.kill();
    List<Future<StreamFault>> calls = new ArrayList<>();
    try (FetchPartitionReader reader = reader(4, Duration.ofSeconds(3));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        calls.add(threads.submit(() -> fault(reader, NOWHERE)));
      }
      List<StreamFault> faults = new ArrayList<>();
      for (Future<StreamFault> call : calls) {
        faults.add(call.get());
      }
      assertThat(faults).filteredOn(Unavailable.class::isInstance).hasSize(4);
      assertThat(faults).filteredOn(Overloaded.class::isInstance).hasSize(16);
    }
  }

  private static StreamFault fault(FetchPartitionReader reader, Place place) {
    return fault(() -> reader.read(place, 0, 1, MIB));
  }

  private static StreamFault fault(Runnable call) {
    try {
      call.run();
    } catch (StreamFaultException e) {
      return e.fault();
    }
    throw new AssertionError("answered");
  }

  @Test
  void neverCreatesTheTopicThatItCannotFind() throws Exception {
    try (FetchPartitionReader reader = reader(4, Duration.ofSeconds(5));
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(fault(reader, NOWHERE)).isEqualTo(new StreamGone(NOWHERE.topicId(), 7));
      assertThat(admin.listTopics().names().get()).doesNotContain(NOWHERE.topic());
    }
  }

  @Test
  void neverReadsTheLaterTopicOfTheSameName() throws Exception {
    Place old = content.create("again", 1, Map.of()).getFirst();
    content.plain("again", 0, "none", 20);
    StreamGone gone = new StreamGone(old.topicId(), old.shard());
    try (FetchPartitionReader reader = reader(4, Duration.ofSeconds(5))) {
      assertThat(Twins.drain(reader, old, 0, 100, MIB)).hasSize(20);
      Place later = createAgain("again");
      content.plain("again", 0, "none", 5);

      assertThat(fault(() -> reader.end(old))).isEqualTo(gone);
      assertThat(fault(() -> reader.offsetAt(old, Instant.EPOCH))).isEqualTo(gone);
      assertThat(fault(reader, old)).isEqualTo(gone);
      assertThat(Twins.drain(reader, later, 0, 100, MIB)).hasSize(5);
      assertThat(reader.end(later)).isEqualTo(5);
      assertThat(reader.offsetAt(later, Instant.EPOCH)).hasValue(0);
    }
  }

  private Place createAgain(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
    return Awaitility.await()
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(() -> content.create(topic, 1, Map.of()), places -> true)
        .getFirst();
  }

  @Test
  void waitsAsLongAsTheBrokerWantsWhenItThrottles() throws Exception {
    Place place = content.create("slow", 1, Map.of()).getFirst();
    content.plain("slow", 0, "none", 800);
    try (FetchPartitionReader reader = reader(4, Duration.ofSeconds(20))) {
      List<Batch.Entry> expected = Twins.drain(reader, place, 0, 10_000, 10 * MIB);
      content.limitReaders(600_000.0);

      assertThat(Twins.drain(reader, place, 0, 100, MIB)).isEqualTo(expected);
    }
  }

  @Test
  void tellsThoseWhoWaitWhenItIsClosed() throws Exception {
    broker.kill();
    FetchPartitionReader reader = reader(4, Duration.ofMinutes(5));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> waiting = threads.submit(() -> reader.end(NOWHERE));
      reader.close();

      assertThatThrownBy(waiting::get).hasCauseInstanceOf(StreamFaultException.class);
    }
  }
}
