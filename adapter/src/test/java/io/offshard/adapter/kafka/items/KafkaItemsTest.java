// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.kafka.LocalBroker;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.items.Decision;
import io.offshard.adapter.service.items.Items;
import io.offshard.adapter.service.items.Outcome;
import io.offshard.adapter.service.items.Outcome.Kept;
import io.offshard.adapter.service.items.Outcome.Written;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.StoredItem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Stores of several replicas on one broker. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaItemsTest {
  private static final long MUCH = 64 << 20;
  private static final ItemKey KEY = new ItemKey("stream", "group-state.json");

  private LocalBroker broker;

  @BeforeAll
  void startBroker(@TempDir Path directory) throws IOException {
    broker = LocalBroker.start(directory);
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  private static String topic(TestInfo test) {
    return "__items_" + test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void nothingIsMadeBeforeTheFirstWrite(TestInfo test) throws Exception {
    try (ItemReplica one = new ItemReplica(broker, topic(test), MUCH)) {
      assertThat(one.read(KEY)).isEmpty();
      assertThat(one.items().scan("stream", "", "", 9)).isEmpty();
      assertThat(one.items().update(KEY, item -> new Decision.Delete()))
          .isEqualTo(new Outcome.Deleted());
      assertThat(one.items().update(KEY, item -> new Decision.Keep())).isInstanceOf(Kept.class);
      one.items().drop("stream");
      assertThat(topics()).doesNotContain(topic(test));
      assertThat(threads()).isEmpty();

      one.write(KEY, "a");
      assertThat(topics()).contains(topic(test));
      assertThat(threads()).isNotEmpty();
    }
  }

  private Set<String> topics() throws Exception {
    return broker.cluster().admin().listTopics().names().get();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith("offshard-item"))
        .toList();
  }

  @Test
  void whatOneReplicaHasWrittenEveryOtherShows(TestInfo test) throws Exception {
    try (ItemReplica one = new ItemReplica(broker, topic(test), MUCH);
        ItemReplica other = new ItemReplica(broker, topic(test), MUCH)) {
      for (int i = 0; i < 100; i++) {
        assertThat((i % 2 == 0 ? one : other).write(KEY, "v" + i)).isInstanceOf(Written.class);
        assertThat((i % 3 == 0 ? one : other).read(KEY)).contains("v" + i);
      }
      assertThat(one.items().count()).isEqualTo(1);
      try (ItemReplica late = new ItemReplica(broker, topic(test), MUCH)) {
        assertThat(late.items().get(KEY)).isEqualTo(one.items().get(KEY));
        assertThat(late.items().get(KEY).orElseThrow().version()).isEqualTo(100);
      }
    }
  }

  @Test
  void aWriteOnAnOlderStateIsDecidedAnew(TestInfo test) throws Exception {
    try (ItemReplica one = new ItemReplica(broker, topic(test), MUCH);
        ItemReplica other = new ItemReplica(broker, topic(test), MUCH)) {
      StoredItem first = ((Written) one.write(KEY, "a")).item();
      assertThat(other.read(KEY)).contains("a");
      AtomicInteger asked = new AtomicInteger();

      Outcome second =
          other
              .items()
              .update(
                  KEY,
                  known -> {
                    if (asked.getAndIncrement() == 0) {
                      written(one);
                    }
                    return ItemReplica.text(ItemReplica.text(known.orElseThrow()) + "b");
                  });

      assertThat(asked).hasValue(2);
      assertThat(ItemReplica.text(((Written) second).item())).isEqualTo("otherb");
      assertThat(other.items().conflicts()).isEqualTo(1);
      assertThat(one.writeIf(KEY, first.modifiedNanos(), "c")).isInstanceOf(Kept.class);
      assertThat(one.read(KEY)).contains("otherb");
    }
  }

  private static void written(ItemReplica one) {
    try {
      assertThat(one.write(KEY, "other")).isInstanceOf(Written.class);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRefusalRestsOnTheNewestState(TestInfo test) throws Exception {
    try (ItemReplica one = new ItemReplica(broker, topic(test), MUCH);
        ItemReplica other = new ItemReplica(broker, topic(test), MUCH)) {
      one.write(KEY, "a");
      other.read(KEY);
      for (int i = 0; i < 50; i++) {
        String now = "v" + i;
        one.write(KEY, now);
        Outcome kept = other.items().update(KEY, known -> new Decision.Keep());
        assertThat(((Kept) kept).item().map(ItemReplica::text)).contains(now);
      }
    }
  }

  @Test
  void deletedItemsComeBackOnlyWhenTheyAreWrittenAgain(TestInfo test) throws Exception {
    try (ItemReplica one = new ItemReplica(broker, topic(test), MUCH);
        ItemReplica other = new ItemReplica(broker, topic(test), MUCH)) {
      one.write(KEY, "a");
      assertThat(other.items().update(KEY, item -> new Decision.Delete()))
          .isEqualTo(new Outcome.Deleted());
      assertThat(one.read(KEY)).isEmpty();
      assertThat(one.items().scan("stream", "", "", 9)).isEmpty();

      assertThat(one.writeIf(KEY, 0, "b")).isInstanceOf(Written.class);
      assertThat(other.read(KEY)).contains("b");
    }
  }

  @Test
  void aDroppedTableIsGoneForGood(TestInfo test) throws Exception {
    try (ItemReplica one = new ItemReplica(broker, topic(test), MUCH);
        ItemReplica other = new ItemReplica(broker, topic(test), MUCH)) {
      one.write(KEY, "a");
      one.write(new ItemKey("other", "x"), "b");
      other.items().drop("stream");

      assertThat(one.read(KEY)).isEmpty();
      assertThat(one.write(KEY, "c")).isEqualTo(new Outcome.Dropped());
      assertThat(one.read(KEY)).isEmpty();
      assertThat(one.read(new ItemKey("other", "x"))).contains("b");
    }
  }

  @Test
  void whatIsTooMuchIsRefusedAndNothingIsWritten(TestInfo test) throws Exception {
    try (ItemReplica one = new ItemReplica(broker, topic(test), 1 << 20)) {
      String large = "x".repeat(200 << 10);
      assertThat(one.write(KEY, "x".repeat(Items.MOST_ITEM_BYTES)))
          .isInstanceOf(Outcome.TooLarge.class);
      for (int i = 0; i < 5; i++) {
        assertThat(one.write(new ItemKey("stream", "i" + i), large)).isInstanceOf(Written.class);
      }
      assertThat(one.write(KEY, large)).isEqualTo(new Outcome.Full());
      assertThat(one.write(KEY, "small")).isInstanceOf(Written.class);
      assertThat(one.write(KEY, large)).isEqualTo(new Outcome.Full());
      assertThat(one.read(KEY)).contains("small");
      assertThat(one.items().update(new ItemKey("stream", "i0"), item -> new Decision.Delete()))
          .isEqualTo(new Outcome.Deleted());
      assertThat(one.write(KEY, large)).isInstanceOf(Written.class);
    }
  }

  @Test
  void nonsenseInTheTopicIsSteppedOverAndNewerFormatsAreNot(TestInfo test) throws Exception {
    try (ItemReplica one = new ItemReplica(broker, topic(test), MUCH)) {
      one.write(KEY, "a");
      append(topic(test), "no-item", new byte[] {0});
      append(topic(test), "t/i/1/" + new UUID(1, 1), new byte[] {1, 9, 9});
      one.write(KEY, "b");
      assertThat(one.items().malformed()).isEqualTo(2);
      assertThat(one.read(KEY)).contains("b");
      assertThat(one.items().problem()).isNull();

      append(topic(test), "t/i/1/" + new UUID(1, 2), new byte[] {2});
      assertThatThrownBy(() -> one.read(KEY))
          .isInstanceOfSatisfying(
              StreamFaultException.class,
              fault -> assertThat(fault.fault()).isInstanceOf(Unavailable.class))
          .hasMessageContaining("upgrade");
      assertThat(one.items().problem()).contains("upgrade");
    }
  }

  private void append(String topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        broker
            .clients()
            .newProducer("test", Duration.ofSeconds(2), Duration.ofSeconds(5), 1 << 20)) {
      var _ = producer.send(new ProducerRecord<>(topic, 0, key.getBytes(UTF_8), value)).get();
    }
  }
}
