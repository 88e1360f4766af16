// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.ShortSeal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Turns locations into text and back. Safe for use by many threads.
 *
 * <p>The text is the base64, with padding, so 24 characters, of
 *
 * <pre>
 *   version = 1 (1) | mark of the key (high 4 bits), partition (20 bits) | sequence number (8)
 *     | seal (4)
 * </pre>
 *
 * where the seal is of everything before it and of the topic's id: the location of another stream,
 * of another shard, or of an earlier stream of the same name is none. It finds mistakes only, so
 * every call is authorised by itself. A location has exactly one text.
 */
public final class LocationCodec {
  private static final int VERSION = 1;
  private static final int BYTES = 16;
  private static final int TEXT_LENGTH = 24;
  private static final int SEALED_BYTES = BYTES - ShortSeal.BYTES;
  private static final int TOPIC_BYTES = 16;
  private static final int PARTITION_BITS = 20;

  private final Supplier<Keyring> keys;

  /**
   * A codec that seals with those keys.
   *
   * @param keys those of the moment; asked once for each location
   */
  public LocationCodec(Supplier<Keyring> keys) {
    this.keys = keys;
  }

  /**
   * Writes a location in a partition of a topic.
   *
   * @param partition below 2^20, which is more than a stream can have
   */
  public String seal(UUID topicId, int partition, Location location) {
    ShortSeal seal = new ShortSeal(keys.get());
    byte[] sealed = sealed(topicId, seal.mark(), partition, location.next());
    byte[] bytes =
        ByteBuffer.allocate(BYTES).put(sealed, 0, SEALED_BYTES).putInt(seal.seal(sealed)).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Reads a location in that partition of that topic; empty for every other text. */
  public Optional<Location> open(String text, UUID topicId, int partition) {
    Optional<ByteBuffer> decoded = decoded(text);
    if (decoded.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer bytes = decoded.get();
    int mark = bytes.getInt() >>> PARTITION_BITS & 0xf;
    long next = bytes.getLong();
    byte[] expected = sealed(topicId, mark, partition, next);
    boolean genuine =
        next >= 0
            && ByteBuffer.wrap(expected, 0, Integer.BYTES).getInt() == bytes.getInt(0)
            && new ShortSeal(keys.get()).verifies(mark, expected, bytes.getInt());
    return genuine ? Optional.of(new Location(next)) : Optional.empty();
  }

  private static Optional<ByteBuffer> decoded(String text) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return bytes.length == BYTES && Base64.getEncoder().encodeToString(bytes).equals(text)
          ? Optional.of(ByteBuffer.wrap(bytes))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What the seal is of: what stands before it, and the topic. */
  private static byte[] sealed(UUID topicId, int mark, int partition, long next) {
    return ByteBuffer.allocate(SEALED_BYTES + TOPIC_BYTES)
        .putInt(VERSION << 24 | mark << PARTITION_BITS | partition)
        .putLong(next)
        .putLong(topicId.getMostSignificantBits())
        .putLong(topicId.getLeastSignificantBits())
        .array();
  }
}
