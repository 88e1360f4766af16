// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Observation;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Altered;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call alters the topic of somebody else: the lineage agrees with the topic at once. */
class NativeAlterationTest {
  private static final UUID ID = new UUID(1, 1);
  private static final UUID OP = new UUID(2, 2);
  private static final int HOUR = 3_600_000;

  private Lineages image = Lineages.EMPTY;
  private long offset;

  private Verdict log(LineageEvent event) {
    Lineages.Step step =
        image.apply(event, new LogPosition(offset, Instant.ofEpochSecond(100 + offset)));
    offset++;
    image = step.image();
    return step.verdict();
  }

  private Lineage altered(TopicTraits before, Alteration alteration) {
    log(new Declare(OP, new Adoption("a", ID, 1, true, before)));
    assertThat(log(new Prepare(OP, new Alter("a", alteration)))).isEqualTo(Verdict.ACCEPTED);
    assertThat(log(new Commit(OP, new Altered()))).isEqualTo(Verdict.ACCEPTED);
    return image.find("a").orElseThrow();
  }

  private void assertNothingNewIn(TopicTraits seen) {
    assertThat(log(new Declare(OP, new Observation("a", ID, seen)))).isEqualTo(Verdict.UNCHANGED);
  }

  @Test
  void theRetentionIsTheTopics() {
    Lineage stream = altered(new TopicTraits(24 * HOUR, false, 1_048_588), new RaiseRetention(48));

    assertThat(stream.settings().retentionHours()).isEqualTo(48);
    assertThat(stream.floor()).isEqualTo(Instant.EPOCH);
    assertNothingNewIn(new TopicTraits(48L * HOUR, false, 1_048_588));
  }

  @ParameterizedTest
  @ValueSource(ints = {1025, 2048, 10_240})
  void theSizeThatWasAskedForIsShownWhateverTheTopicIsLookedAtAfterwards(int kib) {
    Lineage stream = altered(new TopicTraits(24 * HOUR, false, 1_048_588), new LimitRecords(kib));

    assertThat(stream.settings().maxRecordKiB()).isEqualTo(kib);
    assertThat(stream.maxRecordBytes()).isEqualTo(kib << 10);
    assertNothingNewIn(new TopicTraits(24 * HOUR, false, TopicTraits.maxMessageBytes(kib)));
  }

  @Test
  void aCompactedTopicKeepsItsRecordsWhateverItsRetention() {
    Lineage stream = altered(new TopicTraits(24 * HOUR, true, 1_048_588), new LowerRetention(48));

    assertThat(stream.settings().retentionHours()).isEqualTo(8760);
  }

  @Test
  void whatIsOnlyAMarkLeavesTheTopicAsItIs() {
    TopicTraits before = new TopicTraits(24 * HOUR, false, 1_048_588);
    Lineage stream = altered(before, new Encrypt("key"));

    assertThat(stream.settings().encryptionKey()).isEqualTo("key");
    assertNothingNewIn(before);
  }
}
