// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.Alteration.SwitchMode;
import io.offshard.mapping.lineage.Alteration.Warm;
import io.offshard.mapping.lineage.LineageCodec.Decoded;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.LogRecord.SnapshotPart;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.StreamState.Creating;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What the log says of the capacity of streams. */
class CapacityCodecTest {
  private static final UUID OP = new UUID(1, 2);
  private static final UUID ID = new UUID(3, 4);

  private static StreamSettings settings(Capacity capacity) {
    return new StreamSettings(capacity.mode(), 24, 1024, Map.of()).withCapacity(capacity);
  }

  private static void assertSurvives(LineageEvent event) {
    assertThat(LineageCodec.decode(LineageCodec.key(event, ID), LineageCodec.encode(event)))
        .isEqualTo(new Decoded.Known(event));
  }

  @Property
  void everyAlterationSurvives(
      @ForAll CapacityMode mode, @ForAll("throughputs") @Nullable Integer warmMiBps) {
    assertSurvives(new Prepare(OP, new Alter("s", new SwitchMode(mode, warmMiBps))));
    if (warmMiBps != null) {
      assertSurvives(new Prepare(OP, new Alter("s", new Warm(warmMiBps))));
    }
  }

  @Property
  void everyNewCapacitySurvives(@ForAll("throughputs") @Nullable Integer warmMiBps) {
    Capacity capacity = new Capacity(CapacityMode.ON_DEMAND, warmMiBps, List.of());

    assertSurvives(new Prepare(OP, new Create("s", 4, settings(capacity))));
  }

  @Property
  void everyCapacityOfASnapshotSurvives(@ForAll("capacities") Capacity capacity) {
    Lineage stream =
        new Lineage(
            "s",
            new Managed(),
            settings(capacity),
            Attachments.NONE,
            Instant.EPOCH,
            Instant.EPOCH,
            0,
            new Creating(OP, 1));
    LogRecord part = new SnapshotPart(ID, 7, stream);

    assertThat(LineageCodec.decode(LineageCodec.key(ID, 0), LineageCodec.encode(part)))
        .isEqualTo(new Decoded.Known(part));
  }

  @Example
  void whatNobodyWroteIsMalformed() {
    String alter =
        "{\"level\":1,\"kind\":\"PREPARE_ALTER\",\"op\":\""
            + OP
            + "\",\"stream\":\"s\",\"alteration\":{\"kind\":\"%s\"%s}}";
    assertThat(
            Stream.of(
                alter.formatted("WARM", ""),
                alter.formatted("WARM", ",\"number\":-1"),
                alter.formatted("SWITCH_MODE", ",\"number\":4"),
                alter.formatted("SWITCH_MODE", ",\"mode\":\"SOMETIMES\"")))
        .allSatisfy(
            json ->
                assertThat(LineageCodec.decode("op/1", json.getBytes(UTF_8)))
                    .isInstanceOf(Decoded.Malformed.class));
  }

  @Provide
  Arbitrary<@Nullable Integer> throughputs() {
    return Arbitraries.integers().between(0, 10_240).injectNull(0.3);
  }

  @Provide
  Arbitrary<Capacity> capacities() {
    return Combinators.combine(
            Arbitraries.of(CapacityMode.class),
            throughputs(),
            Arbitraries.longs()
                .between(0, 253_402_300_799_999L)
                .map(Instant::ofEpochMilli)
                .list()
                .ofMaxSize(3))
        .as(Capacity::new);
  }
}
