// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.kinesis.GetRecords;
import io.offshard.mapping.kinesis.GetRecordsWriter;
import io.offshard.mapping.kinesis.PutRecords;
import io.offshard.mapping.kinesis.PutRecordsRequestEntry;
import io.offshard.mapping.kinesis.PutRecordsResultEntry;
import io.offshard.mapping.kinesis.Record;
import io.offshard.mapping.sequence.RecordNumbers;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Bodies of 500 records of 1 KiB, read and written; the time is that of one record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CodecBenchmark.RECORDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CodecBenchmark {

  static final int RECORDS = 500;

  @Param({"JSON", "CBOR"})
  public Wire wire = Wire.JSON;

  private static final int DATA_BYTES = 1_024;
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  private final ByteBuffer data = ByteBuffer.allocate(DATA_BYTES);
  private final ByteBuffer key = UTF_8.encode("w00-k00");
  private byte[] request = {};
  private PutRecords.Response stored = new PutRecords.Response(0, Collections.emptyList(), null);
  private GetRecords.Response page =
      new GetRecords.Response(Collections.emptyList(), null, 0L, null);

  /** Makes one body and one page. */
  @Setup
  public void prepare() {
    new Random(1).nextBytes(data.array());
    var entry = new PutRecordsRequestEntry(data, null, "w00-k00");
    var records = Collections.nCopies(RECORDS, entry);
    var put = new PutRecords.Request(records, "bench", null, null);
    request = PutRecords.Request.SHAPE.encode(wire, put);
    String number = new RecordNumbers(1_700_000_000L, 0).text(1, NOW.toEpochMilli());
    Record record = new Record(number, NOW, data, "w00-k00", null);
    var result = PutRecordsResultEntry.stored("shardId-000000000000", number);
    stored = new PutRecords.Response(0, Collections.nCopies(RECORDS, result), null);
    page = new GetRecords.Response(Collections.nCopies(RECORDS, record), "iterator", 0L, null);
  }

  @Benchmark
  public PutRecords.Request readsPutRecords() {
    return PutRecords.Request.SHAPE.decode(wire, request).value();
  }

  @Benchmark
  public byte[] writesGetRecordsOutOfObjects() {
    return GetRecords.Response.SHAPE.encode(wire, page);
  }

  @Benchmark
  public ByteBuffer writesGetRecords() {
    GetRecordsWriter answer =
        new GetRecordsWriter(wire, RECORDS, (long) RECORDS * DATA_BYTES, false);
    RecordNumbers numbers = new RecordNumbers(1_700_000_000L, 0);
    for (int i = 0; i < RECORDS; i++) {
      answer.record(numbers.of(i, NOW.toEpochMilli()), NOW.toEpochMilli(), data, key);
    }
    return answer.end("iterator", 0);
  }

  @Benchmark
  public byte[] writesPutRecords() {
    return PutRecords.Response.SHAPE.encode(wire, stored);
  }
}
