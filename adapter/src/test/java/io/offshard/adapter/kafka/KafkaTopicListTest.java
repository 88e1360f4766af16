// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.service.TopicList.Layout;
import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.adapter.service.TopicList.Settings;
import io.offshard.mapping.lineage.TopicTraits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicCollection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTopicListTest {
  private LocalBroker broker;
  private FetchPartitionReader reader;
  private KafkaTopicList list;

  @BeforeAll
  void startBroker(@TempDir Path dataDir) throws IOException {
    broker = LocalBroker.start(dataDir);
    reader = new FetchPartitionReader(broker.clients(), 10, Duration.ofSeconds(5));
    list = new KafkaTopicList(broker.cluster(), reader);
  }

  @AfterAll
  void stopBroker() {
    reader.close();
    broker.close();
  }

  private UUID make(String name, int partitions, Map<String, String> settings) throws Exception {
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
    return Answers.uuid(broker.cluster().admin().createTopics(List.of(topic)).topicId(name).get());
  }

  @Test
  void showsWhatThereIsOfATopic() throws Exception {
    UUID id = make("seen", 3, Map.of("cleanup.policy", "compact", "max.message.bytes", "5000"));
    Awaitility.await().until(() -> list.list().contains(new Listed("seen", id, false)));

    assertThat(list.layouts(List.of("seen", "none")))
        .isEqualTo(Map.of("seen", new Layout(id, 3, 1, true)));
    assertThat(list.settings(List.of("seen", "none")))
        .isEqualTo(
            Map.of("seen", new Settings(new TopicTraits(604_800_000, true, 5_000), 1, false)));
  }

  @Test
  void whatIsCompactedAndDeletedTooDoesNotStayForEver() throws Exception {
    make("both", 1, Map.of("cleanup.policy", "compact,delete", "retention.ms", "1000"));
    Awaitility.await().until(() -> !list.settings(List.of("both")).isEmpty());

    assertThat(list.settings(List.of("both")).get("both"))
        .extracting(settings -> settings.traits().keepsForEver())
        .isEqualTo(false);
  }

  @Test
  void asksForTheSettingsOfMoreTopicsThanFitIntoOneAnswer() throws Exception {
    List<String> names = IntStream.range(0, 501).mapToObj(i -> "many-" + i).toList();
    broker
        .cluster()
        .admin()
        .createTopics(names.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList())
        .all()
        .get();

    Awaitility.await()
        .untilAsserted(() -> assertThat(list.settings(names)).containsOnlyKeys(names));
  }

  @Test
  void aTopicIsGoneWhenNoneHasItsId() throws Exception {
    UUID id = make("passing", 1, Map.of());
    Awaitility.await().until(() -> !list.layouts(List.of("passing")).isEmpty());
    assertThat(list.gone("passing", id)).isFalse();
    assertThat(list.gone("other-name", id)).isFalse();

    broker
        .cluster()
        .admin()
        .deleteTopics(TopicCollection.ofTopicIds(List.of(Answers.uuid(id))))
        .all()
        .get();
    make("passing", 1, Map.of());
    Awaitility.await().untilAsserted(() -> assertThat(list.gone("passing", id)).isTrue());
  }
}
