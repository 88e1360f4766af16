// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.eventstream.EventFrame;
import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.MemberName;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes one event of SubscribeToShard with its frame, record after record, out of the buffers in
 * which they came: the same payload that {@link SubscribeToShardEvent#SHAPE} makes out of objects.
 * Payloads are JSON, whatever the request was in. For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">
 *     SubscribeToShard</a>
 */
public final class SubscribeToShardWriter implements RecordSink {
  private static final EventFrame INITIAL = EventFrame.event("initial-response");
  private static final EventFrame EVENT = EventFrame.event("SubscribeToShardEvent");
  private static final MemberName CONTINUATION = new MemberName("ContinuationSequenceNumber");
  private static final MemberName MESSAGE = new MemberName("message");

  private final BodyWriter out;
  private final RecordsWriter event;

  /**
   * Begins an event.
   *
   * @param records how many there will be; no more and no fewer
   * @param bytes about how many bytes of data and keys they have
   * @param encrypted whether each record says that it is encrypted
   */
  public SubscribeToShardWriter(int records, long bytes, boolean encrypted) {
    this.out = EVENT.begin(RecordsWriter.expectedBytes(Wire.JSON, records, bytes));
    this.event = new RecordsWriter(out, records, encrypted);
  }

  /** The frame that every stream begins with: without it most SDKs refuse the stream. */
  public static ByteBuffer initialResponse() {
    BodyWriter out = INITIAL.begin(2);
    out.beginMap();
    out.endMap();
    return INITIAL.end(out);
  }

  /** The frame that ends a stream with an error. */
  public static ByteBuffer exception(KinesisFault fault) {
    EventFrame frame = EventFrame.exception(fault.type().wireName());
    String message = fault.message();
    BodyWriter out = frame.begin(256);
    out.beginMap();
    if (message != null) {
      out.name(MESSAGE);
      out.text(message);
    }
    out.endMap();
    return frame.end(out);
  }

  @Override
  public void record(
      byte[] sequenceNumber, long arrivalMillis, ByteBuffer data, ByteBuffer partitionKey) {
    event.record(sequenceNumber, arrivalMillis, data, partitionKey);
  }

  /** The whole frame; there is more to come, and who loses the stream goes on after this number. */
  public ByteBuffer end(String continuationSequenceNumber, long millisBehindLatest) {
    event.end(CONTINUATION, continuationSequenceNumber, millisBehindLatest);
    return EVENT.end(out);
  }

  /** The whole frame; the shard is closed, and has been read to its end. */
  public ByteBuffer end(long millisBehindLatest, List<ChildShard> children) {
    event.end(millisBehindLatest, children);
    return EVENT.end(out);
  }
}
