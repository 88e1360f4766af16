// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Attachment;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableDisabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableEnabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableRemoval;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables, as the log decides about them. */
class TableStreamsTest {
  private static final TopicTraits TRAITS = new TopicTraits(-1, false, 1 << 20);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private Lineages image = Lineages.EMPTY;
  private Instant now = BEGIN;
  private long offset;

  private Verdict apply(LineageEvent.Declaration what) {
    Lineages.Step step =
        image.apply(new Declare(new UUID(0, offset), what), new LogPosition(offset++, now));
    image = step.image();
    return step.verdict();
  }

  private static Attachment enabling(String stream, String table) {
    TableSpec spec =
        new TableSpec(
            table,
            new KeySchema("id", null),
            ViewType.NEW_IMAGE,
            new FormSpec("dynamodb", Map.of()),
            TableSpec.Undecodable.SKIP);
    return new TableEnabling(stream, spec, Map.of(0, 5L));
  }

  private static Attachment disabling(String table) {
    return new TableDisabling("a", table, Map.of(0, 9L));
  }

  private List<TableStream> tables() {
    return image.find("a").orElseThrow().attached().tables().all();
  }

  @BeforeEach
  void adopt() {
    apply(new Adoption("a", new UUID(1, 1), 2, false, TRAITS));
    apply(new Adoption("b", new UUID(1, 2), 1, false, TRAITS));
  }

  @Test
  void aTableIsEnabledOnce() {
    assertThat(apply(enabling("a", "orders"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(apply(enabling("a", "orders"))).isEqualTo(Verdict.TABLE_EXISTS);
    assertThat(apply(enabling("b", "orders"))).isEqualTo(Verdict.TABLE_EXISTS);
    assertThat(apply(enabling("gone", "orders"))).isEqualTo(Verdict.NO_SUCH_STREAM);
    assertThat(image.tables()).containsOnlyKeys("orders");
    assertThat(tables()).singleElement().extracting(TableStream::label).isEqualTo(BEGIN);
  }

  @Test
  void oneThatIsDisabledCanBeEnabledAnewUnderAnotherLabel() {
    apply(enabling("a", "orders"));
    assertThat(apply(disabling("orders"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(apply(disabling("orders"))).isEqualTo(Verdict.NO_SUCH_TABLE);
    apply(enabling("a", "orders"));

    assertThat(tables())
        .extracting(TableStream::label, TableStream::isEnabled)
        .containsExactly(tuple(BEGIN, false), tuple(BEGIN.plusMillis(1), true));
  }

  @Test
  void oneThatIsDisabledIsListedForADay() {
    apply(enabling("a", "orders"));
    apply(disabling("orders"));
    TableStream ended = tables().getFirst();

    assertThat(ended.isListed(BEGIN.plus(Duration.ofHours(24)).minusMillis(1))).isTrue();
    assertThat(ended.isListed(BEGIN.plus(Duration.ofHours(24)))).isFalse();
    now = BEGIN.plus(Duration.ofHours(25));
    apply(enabling("a", "orders"));
    assertThat(tables()).extracting(TableStream::label).containsExactly(now);
  }

  @Test
  void thatATableIsDisabledIsKnownWhateverBecomesOfOthers() {
    apply(enabling("a", "orders"));
    apply(disabling("orders"));
    now = BEGIN.plus(Duration.ofHours(25));
    apply(enabling("a", "others"));

    assertThat(tables()).extracting(TableStream::table).containsExactly("orders", "others");
    assertThat(image.tables()).containsOnlyKeys("orders", "others");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "a/b", "a b", "orders$", "tisch\u00e4"})
  void aNameThatNoArnCanHoldIsNoTables(String name) {
    assertThatThrownBy(() -> enabling("a", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a table's name has to be 3 to 255 letters, digits, ., - or _");
    assertThatThrownBy(() -> enabling("a", "x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsPartOfAShardIsBetweenItsEnds() {
    apply(enabling("a", "orders"));
    Shard first = image.find("a").orElseThrow().shards().get(0).orElseThrow();
    Shard second = image.find("a").orElseThrow().shards().get(1).orElseThrow();
    assertThat(tables().getFirst().startIn(first)).isEqualTo(5);
    assertThat(tables().getFirst().startIn(second)).isZero();
    assertThat(tables().getFirst().endIn(first)).isEqualTo(Long.MAX_VALUE);

    now = now.plusSeconds(1);
    apply(disabling("orders"));
    assertThat(tables().getFirst().endIn(first)).isEqualTo(9);
    assertThat(tables().getFirst().endIn(second)).isZero();
  }

  @Test
  void aTableThatIsRemovedIsGoneAndItsNameIsFree() {
    apply(enabling("a", "orders"));
    assertThat(apply(new TableRemoval("a", "orders"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(apply(new TableRemoval("a", "orders"))).isEqualTo(Verdict.NO_SUCH_TABLE);
    assertThat(image.tables()).isEmpty();
    assertThat(apply(enabling("b", "orders"))).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void tablesGoWithTheirTopic() {
    apply(enabling("a", "orders"));
    apply(new Loss("a", new UUID(1, 1)));

    assertThat(image.tables()).isEmpty();
  }
}
