// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench.parts;

import io.offshard.mapping.kinesis.GetRecords;
import io.offshard.mapping.kinesis.PutRecords;
import io.offshard.mapping.kinesis.PutRecordsRequestEntry;
import io.offshard.mapping.kinesis.Record;
import io.offshard.mapping.sequence.SequenceNumber;
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

  private byte[] request = {};
  private GetRecords.Response page =
      new GetRecords.Response(Collections.emptyList(), null, 0L, null);

  /** Makes one body and one page. */
  @Setup
  public void prepare() {
    byte[] data = new byte[1024];
    new Random(1).nextBytes(data);
    var entry = new PutRecordsRequestEntry(ByteBuffer.wrap(data), null, "w00-k00");
    var records = Collections.nCopies(RECORDS, entry);
    var put = new PutRecords.Request(records, "bench", null, null);
    request = PutRecords.Request.SHAPE.encode(wire, put);
    Instant now = Instant.ofEpochSecond(1_800_000_000L);
    String number = SequenceNumber.ofOffset(1_700_000_000L, 0, 1, now.getEpochSecond()).toString();
    Record record = new Record(number, now, ByteBuffer.wrap(data), "w00-k00", null);
    page = new GetRecords.Response(Collections.nCopies(RECORDS, record), "iterator", 0L, null);
  }

  @Benchmark
  public PutRecords.Request readsPutRecords() {
    return PutRecords.Request.SHAPE.decode(wire, request).value();
  }

  @Benchmark
  public byte[] writesGetRecords() {
    return GetRecords.Response.SHAPE.encode(wire, page);
  }
}
