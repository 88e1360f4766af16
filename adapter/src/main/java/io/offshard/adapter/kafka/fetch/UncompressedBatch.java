// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.offshard.adapter.service.Batch;
import io.offshard.mapping.envelope.Envelope;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a batch that is not compressed, straight from the bytes of the answer: a
 * page has hundreds, and Kafka's own way makes a dozen objects of each. For one thread, once.
 *
 * @see <a href="https://kafka.apache.org/documentation/#recordbatch">Record Batch</a>
 */
final class UncompressedBatch {
  /** Where the records begin in a batch of format 2. */
  private static final int HEAD_BYTES = 61;

  private static final byte[] SHARD = Envelope.SHARD_HEADER.getBytes(US_ASCII);
  private static final byte[] SEAL = Envelope.SEAL_HEADER.getBytes(US_ASCII);
  private static final byte[] CLIENT_INFO = Envelope.CLIENT_INFO_HEADER.getBytes(US_ASCII);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final byte[] bytes;
  private final int end;
  private final long baseOffset;
  private final long baseTimestamp;

  /** The time of all records, where the broker has stamped them; else null. */
  private final @Nullable Long appended;

  private int left;
  private int at;

  private UncompressedBatch(DefaultRecordBatch batch, byte[] bytes, int from) {
    this.bytes = bytes;
    this.end = from + batch.sizeInBytes();
    this.at = from + HEAD_BYTES;
    this.left = batch.countOrNull();
    this.baseOffset = batch.baseOffset();
    this.baseTimestamp = batch.baseTimestamp();
    this.appended =
        batch.timestampType() == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : null;
  }

  /**
   * The records of a batch, or null when it is compressed or of an older format.
   *
   * @param answer the buffer in which the batch begins at that place
   */
  static @Nullable UncompressedBatch of(RecordBatch batch, ByteBuffer answer, int from) {
    return batch instanceof DefaultRecordBatch plain
            && batch.compressionType() == CompressionType.NONE
            && answer.hasArray()
        ? new UncompressedBatch(plain, answer.array(), answer.arrayOffset() + from)
        : null;
  }

  boolean hasNext() {
    return left > 0;
  }

  /**
   * The next record, or null when it is before that offset.
   *
   * @throws InvalidRecordException when the bytes are no records
   */
  Batch.@Nullable Entry next(long first) {
    left--;
    try {
      int size = varint();
      int after = Math.addExact(at, size);
      if (size < 0 || after > end) {
        throw new InvalidRecordException("a record of " + size + " bytes does not fit its batch");
      }
      at++; // attributes, none of which is in use
      long stamp = baseTimestamp + varlong();
      long offset = baseOffset + varint();
      Batch.Entry entry = null;
      if (offset >= first) {
        ByteBuffer key = field();
        ByteBuffer value = field();
        entry = entry(offset, appended == null ? stamp : appended, key, value);
      }
      if (entry != null && at != after) {
        throw new InvalidRecordException("a record is not as long as it says");
      }
      at = after;
      return entry;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new InvalidRecordException("a record is cut off", e);
    }
  }

  private Batch.Entry entry(
      long offset, long timestamp, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
    OptionalInt ordinal = OptionalInt.empty();
    boolean seal = false;
    ByteBuffer clientInfo = null;
    for (int headers = varint(); headers > 0; headers--) {
      int length = varint();
      int name = skip(length);
      if (is(SHARD, name, length)) {
        ByteBuffer held = field();
        ordinal = Envelope.decodeOrdinal(held == null ? null : copy(held));
      } else if (is(CLIENT_INFO, name, length)) {
        clientInfo = field();
      } else {
        seal |= is(SEAL, name, length);
        skip(Math.max(0, varint()));
      }
    }
    return new Batch.Entry(
        offset,
        timestamp,
        key,
        value == null ? NOTHING.duplicate() : value,
        ordinal,
        seal,
        clientInfo);
  }

  private boolean is(byte[] name, int from, int length) {
    return length == name.length && Arrays.equals(bytes, from, from + length, name, 0, length);
  }

  private static byte[] copy(ByteBuffer field) {
    byte[] copy = new byte[field.remaining()];
    field.get(field.position(), copy);
    return copy;
  }

  private @Nullable ByteBuffer field() {
    int length = varint();
    return length < 0 ? null : ByteBuffer.wrap(bytes, skip(length), length).slice();
  }

  /** Steps over so many bytes and tells where they began. */
  private int skip(int length) {
    int from = at;
    if (length < 0 || length > end - at) {
      throw new IndexOutOfBoundsException(length);
    }
    at += length;
    return from;
  }

  private int varint() {
    return Math.toIntExact(varlong());
  }

  /** Seven bits a byte, the lowest first, the sign in the lowest bit. */
  private long varlong() {
    long raw = 0;
    int shift = 0;
    byte b = bytes[at++];
    while (b < 0) {
      raw |= (b & 0x7fL) << shift;
      shift += 7;
      if (shift > 63) {
        throw new InvalidRecordException("a number has no end");
      }
      b = bytes[at++];
    }
    raw |= (long) b << shift;
    return raw >>> 1 ^ -(raw & 1);
  }
}
