// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.Shard;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class V3ioFaultsTest {
  private static final Shard SHARD =
      Shard.first(0, 0, EvenSplit.of(1).getFirst(), 0, Instant.EPOCH);

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new StreamFault.NoSuchStream("a"), 404, "ResourceNotFoundException"),
        Arguments.of(
            new StreamFault.StreamGone(new UUID(1, 1), 0), 404, "ResourceNotFoundException"),
        Arguments.of(new StreamFault.NoSuchShard("a", 9), 400, "ShardIDOutOfRangeException"),
        Arguments.of(new StreamFault.StreamExists("a"), 409, "ResourceInUseException"),
        Arguments.of(new StreamFault.IllegalName("a", "b"), 400, "InvalidArgumentException"),
        Arguments.of(new StreamFault.Impossible("a", "b"), 400, "InvalidArgumentException"),
        Arguments.of(new StreamFault.NotProvisioned("a"), 403, "Permission denied"),
        Arguments.of(new StreamFault.NotOwned("a"), 403, "Permission denied"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatTheCoreRefusesIsSaidInTheWordsOfV3io(StreamFault fault, int status, String text) {
    assertThat(V3ioFaults.translated(new StreamFaultException(fault), "id"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(status);
              assertThat(refusal.type()).isEqualTo(text);
            });
  }

  static Stream<StreamFault> passing() {
    return Stream.of(
        new StreamFault.Unavailable("no Kafka"),
        new StreamFault.RateExceeded("a", SHARD),
        new StreamFault.Overloaded());
  }

  /** Clients repeat a call for as long as it takes after this status, and give up after others. */
  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsNeitherMissingNorBroken(StreamFault fault) {
    assertThat(V3ioFaults.translated(new StreamFaultException(fault), "id"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
  }

  @Test
  void anythingElseStaysWhatItIs() {
    RuntimeException other = new IllegalStateException("bug");

    assertThat(V3ioFaults.translated(other, "id")).isSameAs(other);
  }
}
