// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a stream record lies in a Kafka record: its data bytes are the value, its partition key in
 * UTF-8 is the key, and one small header says which shard it was written for. A record without that
 * header was written by a Kafka producer that knows nothing of Offshard; it belongs to the shard
 * that covers its offset.
 */
public final class Envelope {
  /** Header with the number of the shard that the record was written for. */
  public static final String SHARD_HEADER = "offshard-shard";

  /** Header that marks the null-value record with which a shard was closed; it is never served. */
  public static final String SEAL_HEADER = "offshard-seal";

  /** Header with what a v3io client has added to a record, as it was given. */
  public static final String CLIENT_INFO_HEADER = "offshard-client-info";

  /** In Unicode code points: the most that the API lets a partition key have. */
  private static final int MAX_KEY_CHARACTERS = 256;

  private static final int MAX_KEY_BYTES = MAX_KEY_CHARACTERS * 4;

  private Envelope() {}

  /**
   * The value of {@link #SHARD_HEADER}: four bytes, big-endian. A negative number is an {@link
   * IllegalArgumentException}.
   */
  public static byte[] encodeOrdinal(int shardOrdinal) {
    if (shardOrdinal < 0) {
      throw new IllegalArgumentException("Shard ordinal " + shardOrdinal + " is negative");
    }
    return ByteBuffer.allocate(Integer.BYTES).putInt(shardOrdinal).array();
  }

  /** Reads the value of {@link #SHARD_HEADER}; empty when it is not one that Offshard writes. */
  public static OptionalInt decodeOrdinal(byte @Nullable [] header) {
    if (header == null || header.length != Integer.BYTES || header[0] < 0) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(ByteBuffer.wrap(header).getInt());
  }

  /**
   * The partition key to show for a Kafka key. An API client must get 1 to 256 characters, whatever
   * the producer wrote, and always the same for the same key: the key itself where it is such a
   * text in UTF-8; the partition number where there is none; else base64 of the key, of which only
   * the first 256 characters are kept.
   */
  public static String partitionKeyText(byte @Nullable [] key, int partition) {
    if (key == null || key.length == 0) {
      return Integer.toString(partition);
    }
    if (key.length <= MAX_KEY_BYTES) {
      String text = new String(key, UTF_8);
      if (isExact(text, key) && text.codePointCount(0, text.length()) <= MAX_KEY_CHARACTERS) {
        return text;
      }
    }
    // Three bytes are four characters, so 192 bytes are 256.
    byte[] shown = key.length <= 192 ? key : Arrays.copyOf(key, 192);
    return Base64.getEncoder().encodeToString(shown);
  }

  /**
   * The same in UTF-8; nearly all keys are ASCII, and then it is the key itself, uncopied.
   *
   * @param key backed by an array, or null; stays as it is
   */
  public static ByteBuffer partitionKeyUtf8(@Nullable ByteBuffer key, int partition) {
    if (key != null && isShortAscii(key)) {
      return key;
    }
    byte[] bytes = null;
    if (key != null) {
      int from = key.arrayOffset() + key.position();
      bytes = Arrays.copyOfRange(key.array(), from, from + key.remaining());
    }
    return ByteBuffer.wrap(partitionKeyText(bytes, partition).getBytes(UTF_8));
  }

  private static boolean isShortAscii(ByteBuffer key) {
    int length = key.remaining();
    if (length == 0 || length > MAX_KEY_CHARACTERS) {
      return false;
    }
    byte[] array = key.array();
    int from = key.arrayOffset() + key.position();
    for (int i = from; i < from + length; i++) {
      if (array[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the key really was UTF-8: the decoder puts U+FFFD in place of what was not, and keys
   * rarely hold one.
   */
  private static boolean isExact(String text, byte[] key) {
    return text.indexOf('\ufffd') < 0 || Arrays.equals(text.getBytes(UTF_8), key);
  }
}
