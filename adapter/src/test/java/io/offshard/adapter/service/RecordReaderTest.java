// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.quota.ShardRates;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.Attachments;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.Shards;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");
  private static final Instant EXPIRY = NOW.minus(Duration.ofHours(24));

  private final MemoryPartition log = new MemoryPartition();
  private ShardRates rates = ShardRates.UNLIMITED;
  private final RecordReader reader =
      new RecordReader(
          log,
          new MemoryLineage(),
          new Frontier(),
          new ShardQuotas(name -> rates, () -> 1, () -> 0),
          Traffic.uncounted(),
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final Shard shard = shard(0);
  private final Lineage stream =
      new Lineage(
          "orders",
          Managed.fresh(),
          new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()),
          Attachments.NONE,
          EXPIRY.minusSeconds(1000),
          Instant.EPOCH,
          0,
          new Active(new UUID(0, 1), new Shards(List.of(shard))));

  private static Shard shard(long startOffset) {
    return new Shard(
        0,
        0,
        startOffset,
        EvenSplit.of(1).getFirst(),
        EXPIRY.getEpochSecond(),
        EXPIRY,
        List.of(),
        List.of(),
        null);
  }

  private Page read(long offset) {
    return reader.read(stream, shard, offset, 10, 1000);
  }

  private static List<String> values(Page page) {
    return page.records().stream()
        .map(entry -> UTF_8.decode(entry.value().duplicate()).toString())
        .toList();
  }

  private void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isEqualTo(new StreamFault.RateExceeded("orders", shard)));
  }

  @Test
  void whoAsksTooOftenIsRefusedAndWhoIsServedByItselfIsNot() {
    rates = new ShardRates(0, 0, 0, 2, 0);
    log.add(NOW, "a");
    for (int time = 0; time < 2; time++) {
      assertThat(values(reader.poll(stream, shard, 0, 10, 1000))).containsExactly("a");
      reader.requireIterator(stream, shard);
    }

    assertRefused(() -> reader.poll(stream, shard, 0, 10, 1000));
    assertRefused(() -> reader.requireIterator(stream, shard));
    assertThat(values(read(0))).containsExactly("a");
  }

  @Test
  void whatIsReadIsPaidFor() {
    rates = new ShardRates(0, 0, 9, 0, 0);
    log.add(NOW, "0123456789");
    reader.poll(stream, shard, 0, 10, 1000);

    assertRefused(() -> reader.poll(stream, shard, 0, 10, 1000));
  }

  @Test
  void aRecordExpiresExactlyAtTheBoundary() {
    log.add(EXPIRY.minusSeconds(9), "old")
        .add(EXPIRY.minusMillis(1), "just gone")
        .add(EXPIRY, "just there")
        .add(NOW, "new");

    assertThat(values(read(0))).containsExactly("just there", "new");
    assertThat(read(0).next()).isEqualTo(4);
  }

  @Test
  void whereAllIsExpiredAReaderIsAtTheEnd() {
    log.add(EXPIRY.minusMillis(2), "a").add(EXPIRY.minusMillis(1), "b");

    assertThat(read(0)).isEqualTo(new Page(List.of(), 2, 2, 0, List.of()));
  }

  @Test
  void aReaderBeyondTheExpiredOnesIsNotSentBack() {
    log.add(EXPIRY, "a").add(EXPIRY.minusMillis(1), "late stamp").add(NOW, "c");

    assertThat(read(1).next()).isEqualTo(3);
    assertThat(values(read(2))).containsExactly("c");
  }

  @Test
  void sealsAndRecordsOfOtherShardsAreDropped() {
    log.add(NOW, "mine", OptionalInt.of(0), false)
        .add(NOW, "foreign", OptionalInt.of(1), false)
        .add(NOW, "", OptionalInt.empty(), true)
        .add(NOW, "nobody's", OptionalInt.empty(), false);

    assertThat(values(read(0))).containsExactly("mine", "nobody's");
    assertThat(read(1)).satisfies(page -> assertThat(page.next()).isEqualTo(4));
  }

  @Test
  void itIsBehindUntilExactlyTheEnd() {
    log.add(NOW.minusMillis(500), "a").add(NOW.minusMillis(300), "b").add(NOW, "c");

    assertThat(reader.read(stream, shard, 0, 1, 1000).millisBehind()).isEqualTo(500);
    assertThat(reader.read(stream, shard, 0, 2, 1000).millisBehind()).isEqualTo(300);
    assertThat(reader.read(stream, shard, 0, 3, 1000).millisBehind()).isZero();
    assertThat(read(3)).isEqualTo(new Page(List.of(), 3, 3, 0, List.of()));
  }

  @Test
  void withRecordsLeftItIsBehindEvenWhenClocksDiffer() {
    log.add(NOW.plusSeconds(5), "a").add(NOW.plusSeconds(6), "b");

    assertThat(reader.read(stream, shard, 0, 1, 1000).millisBehind()).isEqualTo(1);
  }

  @Test
  void aPageIsBoundInRecordsAndBytesButNeverStuck() {
    log.add(NOW, "12345").add(NOW, "12345").add(NOW, "12345");

    assertThat(reader.read(stream, shard, 0, 2, 1000).next()).isEqualTo(2);
    assertThat(reader.read(stream, shard, 0, 9, 12).next()).isEqualTo(2);
    assertThat(reader.read(stream, shard, 0, 9, 11).next()).isEqualTo(1);
    assertThat(reader.read(stream, shard, 0, 9, 1).next()).isEqualTo(1);
  }

  @Test
  void aPositionThatKafkaHasDroppedGoesOnAtTheFirstOneLeft() {
    log.add(NOW, "a").add(NOW, "b").add(NOW, "c").trim(2);

    assertThat(values(read(0))).containsExactly("c");
  }

  @Test
  void nothingBelowItsStartBelongsToAShard() {
    Shard late = shard(2);
    log.add(NOW, "a").add(NOW, "b").add(NOW, "c");

    assertThat(values(reader.read(stream, late, 0, 10, 1000))).containsExactly("c");
    assertThat(RecordReader.trimHorizon(late)).isEqualTo(2);
    assertThat(reader.latest(stream, shard(7))).isEqualTo(7);
    assertThat(reader.at(stream, shard(7), NOW)).isEqualTo(7);
  }

  @Test
  void latestIsTheEnd() {
    assertThat(reader.latest(stream, shard)).isZero();
    log.add(NOW, "a");
    assertThat(reader.latest(stream, shard)).isEqualTo(1);
  }

  @Test
  void theTrimHorizonReadsWhatAnInstantLongAgoReads() {
    log.add(EXPIRY.minusSeconds(2), "gone")
        .add(EXPIRY.minusSeconds(1), "expired")
        .add(EXPIRY, "b")
        .add(NOW, "c")
        .trim(1);

    assertThat(values(read(RecordReader.trimHorizon(shard))))
        .isEqualTo(values(read(reader.at(stream, shard, Instant.EPOCH))))
        .containsExactly("b", "c");
    assertThat(values(read(RecordReader.trimHorizon(shard(3))))).containsExactly("c");
  }

  @Test
  void anOffsetIsKeptInsideTheShardAndBeforeTheEnd() {
    log.add(NOW, "a").add(NOW, "b");

    assertThat(reader.from(stream, shard, -1)).isZero();
    assertThat(reader.from(stream, shard, 1)).isEqualTo(1);
    assertThat(reader.from(stream, shard, 2)).isEqualTo(2);
    assertThat(reader.from(stream, shard, Long.MAX_VALUE)).isEqualTo(2);
    assertThat(reader.from(stream, shard(5), 3)).isEqualTo(5);
    log.add(NOW, "c");
    assertThat(reader.from(stream, shard, Long.MAX_VALUE)).isEqualTo(3);
  }

  @Test
  void kafkaIsAskedForTheEndOnlyForWhatMayLieBeyond() {
    log.add(NOW, "a").add(NOW, "b").add(NOW, "c");
    read(0);
    int asked = log.endsAsked();

    assertThat(reader.from(stream, shard, 0)).isZero();
    assertThat(reader.from(stream, shard, 3)).isEqualTo(3);
    assertThat(log.endsAsked()).isEqualTo(asked);
    assertThat(reader.from(stream, shard, 4)).isEqualTo(3);
    assertThat(log.endsAsked()).isEqualTo(asked + 1);
  }

  @Test
  void whatWasExpiredBeforeTheRetentionWasRaisedStaysSo() {
    Instant floor = EXPIRY.plusSeconds(60);
    Lineage raised =
        new Lineage(
            stream.name(),
            Managed.fresh(),
            stream.settings(),
            stream.attached(),
            stream.created(),
            floor,
            1,
            stream.state());
    log.add(EXPIRY, "gone").add(floor.minusMillis(1), "just gone").add(floor, "there");

    assertThat(values(reader.read(raised, shard, 0, 10, 1000))).containsExactly("there");
    assertThat(reader.at(raised, shard, EXPIRY)).isEqualTo(2);
  }

  @Test
  void aTopicMadeAnewIsAskedForAgain() {
    log.add(NOW, "a").add(NOW, "b");
    read(0);
    Lineage anew =
        new Lineage(
            stream.name(),
            Managed.fresh(),
            stream.settings(),
            stream.attached(),
            stream.created(),
            stream.floor(),
            1,
            new Active(new UUID(0, 2), new Shards(List.of(shard))));
    int asked = log.endsAsked();

    assertThat(reader.from(anew, shard, 1)).isEqualTo(1);
    assertThat(log.endsAsked()).isEqualTo(asked + 1);
  }

  @Test
  void anInstantIsTheFirstRecordOfThenOrLaterElseTheEnd() {
    log.add(NOW.minusSeconds(9), "a").add(NOW.minusSeconds(5), "b").add(NOW.minusSeconds(5), "c");

    assertThat(reader.at(stream, shard, NOW.minusSeconds(60))).isZero();
    assertThat(reader.at(stream, shard, NOW.minusSeconds(5))).isEqualTo(1);
    assertThat(reader.at(stream, shard, NOW.minusSeconds(5).plusMillis(1))).isEqualTo(3);
  }

  @Test
  void anInstantBeforeTheExpiryIsTheExpiry() {
    log.add(EXPIRY.minusSeconds(1), "gone").add(EXPIRY, "there");

    assertThat(reader.at(stream, shard, Instant.EPOCH)).isEqualTo(1);
  }

  @Test
  void whoStandsAtTheEndOfAShardWhoseChildrenHaveExpiredIsToldThatItIsGone() {
    Shard ended =
        new Shard(
            0,
            0,
            0,
            shard.range(),
            shard.createdSecond(),
            EXPIRY,
            List.of(),
            List.of(),
            new Shard.Closing(2, EXPIRY));

    assertThatThrownBy(() -> reader.read(stream, ended, 2, 10, 1000))
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isEqualTo(new StreamFault.StreamGone(new UUID(0, 1), 0)));
  }
}
