// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Tokens of all kinds. */
public final class SomeTokens implements ArbitrarySupplier<Token> {
  private final Arbitrary<UUID> topics =
      Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
  private final Arbitrary<Integer> shards = Arbitraries.integers().greaterOrEqual(0);
  private final Arbitrary<Long> offsets = Arbitraries.longs().greaterOrEqual(0);
  private final Arbitrary<Instant> times =
      Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);

  @Override
  public Arbitrary<Token> get() {
    return Arbitraries.oneOf(
        Combinators.combine(topics, shards, offsets, times).as(IteratorToken::new),
        Combinators.combine(
                topics,
                shards,
                Arbitraries.integers().between(0, 127),
                Arbitraries.longs(),
                times,
                times)
            .as(ShardPageToken::new),
        Combinators.combine(names(1, 128), times).as(StreamPageToken::new),
        Combinators.combine(topics, names(1, 128), times).as(ConsumerPageToken::new),
        Combinators.combine(
                topics,
                shards,
                Arbitraries.integers().between(0, 255),
                offsets,
                names(3, 255),
                times,
                times)
            .as(ChangeIteratorToken::new));
  }

  private static Arbitrary<String> names(int shortest, int longest) {
    return Arbitraries.strings().ascii().ofMinLength(shortest).ofMaxLength(longest);
  }
}
