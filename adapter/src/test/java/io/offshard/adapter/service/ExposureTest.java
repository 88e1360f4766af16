// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.TopicTraits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  private static final UUID ID = new UUID(1, 1);
  private static final TopicTraits TRAITS = new TopicTraits(-1, false, 1 << 20);

  private final MemoryLineage store = new MemoryLineage();
  private long ops;

  private UUID op() {
    return new UUID(9, ++ops);
  }

  private void log(LineageEvent event) {
    var _ = store.append(event);
  }

  private void create(String name) {
    StreamSettings settings = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    log(new Prepare(op(), new Create(name, 1, settings)));
  }

  private void createAndDelete(String name) {
    create(name);
    UUID op = op();
    log(new Prepare(op, new Delete(name)));
    log(new Commit(op, new Deleted()));
  }

  private void adopt(String name) {
    log(new Declare(op(), new Adoption(name, ID, 1, true, TRAITS)));
  }

  private Judgement judge(String topic, String... patterns) {
    return judge(new Listed(topic, ID, false), patterns);
  }

  private Judgement judge(Listed topic, String... patterns) {
    Exposure exposure = new Exposure(List.of(patterns), "lineage");
    return Objects.requireNonNull(
        exposure.judge(List.of(topic), store.current()).get(topic.name()));
  }

  @Test
  void aTopicIsExposedByItsNameOrByAPattern() {
    assertThat(judge("orders", "orders")).isEqualTo(new Judgement.Exposed("orders", true));
    assertThat(judge("orders", "or*")).isEqualTo(new Judgement.Exposed("or*", false));
    assertThat(judge("orders", "*", "orders")).isEqualTo(new Judgement.Exposed("orders", true));
    assertThat(judge("orders", "bills")).isEqualTo(new Judgement.Unmatched());
    assertThat(judge("orders")).isEqualTo(new Judgement.Unmatched());
  }

  @ParameterizedTest
  @ValueSource(strings = {"__consumer_offsets", "__", "__offshard_lineage", "lineage"})
  void internalTopicsNeverAreWhateverThePattern(String topic) {
    assertThat(judge(topic, "*", topic)).isEqualTo(new Judgement.Internal());
    assertThat(new Exposure(List.of("*", topic), "lineage").covers(topic)).isFalse();
  }

  @Test
  void whatKafkaCallsInternalIsSo() {
    assertThat(judge(new Listed("offsets", ID, true), "offsets"))
        .isEqualTo(new Judgement.Internal());
  }

  @Test
  void aStreamsNameIsNoLongerThanItMayBe() {
    assertThat(judge("a".repeat(128), "*")).isInstanceOf(Judgement.Exposed.class);
    assertThat(judge("a".repeat(129), "*")).isEqualTo(new Judgement.NoStreamName());
    assertThat(new Exposure(List.of("*"), "lineage").covers("a".repeat(129))).isFalse();
  }

  @Test
  void aTopicOfOursIsManagedWhateverThePattern() {
    create("orders");

    assertThat(judge("orders", "orders")).isEqualTo(new Judgement.Made());
    assertThat(judge("orders")).isEqualTo(new Judgement.Made());
  }

  @Test
  void aNameThatKafkaTakesForAnotherStreamsIsRefused() {
    create("a.b");
    adopt("c_d");

    assertThat(judge("a_b", "*")).isEqualTo(new Judgement.Clash("a.b"));
    assertThat(judge("c.d", "c.d")).isEqualTo(new Judgement.Clash("c_d"));
    assertThat(judge("c_d", "*")).isInstanceOf(Judgement.Exposed.class);
    assertThat(judge("a_b", "c*")).isEqualTo(new Judgement.Unmatched());
  }

  @Test
  void aDeletedNameIsExposedAgainOnlyAsSuch() {
    createAndDelete("orders");

    assertThat(judge("orders", "o*")).isEqualTo(new Judgement.Deleted());
    assertThat(judge("orders", "o*", "orders")).isEqualTo(new Judgement.Exposed("orders", true));
  }
}
