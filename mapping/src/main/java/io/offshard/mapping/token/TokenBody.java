// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * The kinds of tokens and the bytes of each, big-endian, times in milliseconds since 1970:
 *
 * <pre>
 *   1 iterator     topic id (16) | shard index (4) | next offset (8) | issued at (8)
 *   2 shard page   topic id (16) | last shard index (4) | filter type (1) | filter time (8)
 *                  | as of (8) | issued at (8)
 *   3 stream page  issued at (8) | last stream name (1 to 128)
 *   4 consumer page  topic id (16) | issued at (8) | last consumer name (1 to 128)
 *   5 change iterator  topic id (16) | shard index (4) | piece (1) | next offset (8) | issued at (8)
 *                  | stream enabled at (8) | table name (3 to 255)
 * </pre>
 *
 * A kind's number and form never change once released; a new form gets a new number.
 */
final class TokenBody {
  static final int MAX_BYTES = 304;

  private static final byte ITERATOR = 1;
  private static final byte SHARD_PAGE = 2;
  private static final byte STREAM_PAGE = 3;
  private static final byte CONSUMER_PAGE = 4;
  private static final byte CHANGE_ITERATOR = 5;

  private TokenBody() {}

  /** Writes the kind and the fields. */
  static void write(Token token, ByteBuffer out) {
    switch (token) {
      case IteratorToken it ->
          putTopic(out.put(ITERATOR), it.topicId())
              .putInt(it.shardIndex())
              .putLong(it.nextOffset())
              .putLong(it.issuedAt().toEpochMilli());
      case ShardPageToken page ->
          putTopic(out.put(SHARD_PAGE), page.topicId())
              .putInt(page.lastShardIndex())
              .put((byte) page.filterType())
              .putLong(page.filterMillis())
              .putLong(page.asOf().toEpochMilli())
              .putLong(page.issuedAt().toEpochMilli());
      case StreamPageToken page ->
          out.put(STREAM_PAGE)
              .putLong(page.issuedAt().toEpochMilli())
              .put(page.lastStreamName().getBytes(US_ASCII));
      case ConsumerPageToken page ->
          putTopic(out.put(CONSUMER_PAGE), page.topicId())
              .putLong(page.issuedAt().toEpochMilli())
              .put(page.lastConsumerName().getBytes(US_ASCII));
      case ChangeIteratorToken it ->
          putTopic(out.put(CHANGE_ITERATOR), it.topicId())
              .putInt(it.shardIndex())
              .put((byte) it.piece())
              .putLong(it.nextOffset())
              .putLong(it.issuedAt().toEpochMilli())
              .putLong(it.label().toEpochMilli())
              .put(it.table().getBytes(US_ASCII));
    }
  }

  /**
   * Reads all that is left. The signature has been verified, so only another kind or another
   * release's idea of a kind can be wrong; the latter shows as an unchecked exception of the buffer
   * or of the token.
   */
  static Token read(ByteBuffer in) {
    byte kind = in.get();
    return switch (kind) {
      case ITERATOR -> new IteratorToken(topic(in), in.getInt(), in.getLong(), instant(in));
      case SHARD_PAGE ->
          new ShardPageToken(
              topic(in), in.getInt(), in.get(), in.getLong(), instant(in), instant(in));
      case STREAM_PAGE -> {
        Instant issuedAt = instant(in);
        yield new StreamPageToken(text(in), issuedAt);
      }
      case CONSUMER_PAGE -> {
        UUID topicId = topic(in);
        Instant issuedAt = instant(in);
        yield new ConsumerPageToken(topicId, text(in), issuedAt);
      }
      case CHANGE_ITERATOR -> changeIterator(in);
      default -> throw new TokenProblem(TokenProblem.Reason.OTHER_KIND);
    };
  }

  private static ChangeIteratorToken changeIterator(ByteBuffer in) {
    UUID topicId = topic(in);
    int shard = in.getInt();
    int piece = Byte.toUnsignedInt(in.get());
    long next = in.getLong();
    Instant issuedAt = instant(in);
    Instant label = instant(in);
    return new ChangeIteratorToken(topicId, shard, piece, next, text(in), label, issuedAt);
  }

  private static String text(ByteBuffer in) {
    byte[] name = new byte[in.remaining()];
    in.get(name);
    return new String(name, US_ASCII);
  }

  private static ByteBuffer putTopic(ByteBuffer out, UUID id) {
    return out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID topic(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  private static Instant instant(ByteBuffer in) {
    return Instant.ofEpochMilli(in.getLong());
  }
}
