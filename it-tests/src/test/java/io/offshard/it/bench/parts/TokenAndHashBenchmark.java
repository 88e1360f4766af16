// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench.parts;

import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.sequence.RecordNumbers;
import io.offshard.mapping.sequence.SequenceNumber;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.token.IteratorToken;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each call or record costs beside its bytes: iterators, routing, sequence numbers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TokenAndHashBenchmark {

  private static final long SECOND = 1_800_000_000L;

  private final Keyring keys = new Keyring(List.of(new SigningKey("bench", new byte[32])));
  private final TokenCodec codec = new TokenCodec(() -> keys, TokenDialect.KINESIS);
  private final IteratorToken token =
      new IteratorToken(new UUID(1, 2), 3, 4, Instant.ofEpochSecond(SECOND));
  private final String sealed = codec.seal(token);
  private final SequenceNumber number = SequenceNumber.ofOffset(SECOND, 3, 4_000_000, SECOND);
  private final RecordNumbers numbers = new RecordNumbers(SECOND, 3);
  private String key = "w00-k00";

  @Benchmark
  public String sealsAnIterator() {
    return codec.seal(token);
  }

  @Benchmark
  public IteratorToken opensAnIterator() {
    return codec.open(sealed, IteratorToken.class);
  }

  @Benchmark
  public HashKey hashesAPartitionKey() {
    return PartitionKeyHash.of(key);
  }

  @Benchmark
  public byte[] writesTheSequenceNumberOfARecord() {
    return numbers.of(4_000_000, SECOND * 1_000);
  }

  @Benchmark
  public String writesASequenceNumber() {
    return number.toString();
  }
}
