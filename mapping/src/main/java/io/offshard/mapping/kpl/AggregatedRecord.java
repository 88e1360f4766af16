// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kpl;

import io.offshard.mapping.hash.Md5;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several user records in the data of one record, as the Kinesis Producer Library packs them: four
 * bytes by which it is known, a protobuf message, and the MD5 of that message. Data in which
 * anything of this is not so is an ordinary record. Immutable.
 *
 * @param records in the order in which they were packed, at least one
 * @see <a
 *     href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL
 *     Aggregated Record Format</a>
 */
public record AggregatedRecord(List<UserRecord> records) {
  private static final int MAGIC = 0xF3899AC2;
  private static final int FRAME = Integer.BYTES + Md5.BYTES;

  // The fields of the message, and of the records in it.
  private static final int PARTITION_KEYS = 1;
  private static final int HASH_KEYS = 2;
  private static final int RECORDS = 3;
  private static final int PARTITION_KEY_INDEX = 1;
  private static final int HASH_KEY_INDEX = 2;
  private static final int DATA = 3;

  public AggregatedRecord {
    records = List.copyOf(records);
  }

  /**
   * Whether the data has the frame of an aggregate. Its message is not looked at: whoever put the
   * right digest behind four such bytes meant it so.
   */
  public static boolean isOne(ByteBuffer data) {
    return hasMagic(data) && Md5.of(message(data)).equals(digest(data));
  }

  /** The records in the data; empty where it is not an aggregate, or a damaged one. */
  public static Optional<AggregatedRecord> read(ByteBuffer data) {
    if (!isOne(data)) {
      return Optional.empty();
    }
    try {
      List<UserRecord> records = records(message(data));
      return records.isEmpty() ? Optional.empty() : Optional.of(new AggregatedRecord(records));
    } catch (MalformedMessage e) {
      return Optional.empty();
    }
  }

  /**
   * The data of a record that holds these, byte for byte what the library makes of them: each key
   * stands once in its table, in the order in which the records first need it.
   */
  public ByteBuffer bytes() {
    ByteBuffer message = packed();
    return ByteBuffer.allocate(FRAME + message.remaining())
        .putInt(MAGIC)
        .put(message.duplicate())
        .put(Md5.of(message))
        .flip();
  }

  private ByteBuffer packed() {
    Map<String, Integer> partitionKeys = new LinkedHashMap<>();
    Map<String, Integer> hashKeys = new LinkedHashMap<>();
    List<ByteBuffer> packed =
        records.stream().map(each -> packed(each, partitionKeys, hashKeys)).toList();
    MessageBuilder message = new MessageBuilder();
    partitionKeys.keySet().forEach(key -> message.text(PARTITION_KEYS, key));
    hashKeys.keySet().forEach(key -> message.text(HASH_KEYS, key));
    packed.forEach(record -> message.bytes(RECORDS, record));
    return message.message();
  }

  private static ByteBuffer packed(
      UserRecord record, Map<String, Integer> partitionKeys, Map<String, Integer> hashKeys) {
    MessageBuilder message = new MessageBuilder();
    message.number(PARTITION_KEY_INDEX, index(partitionKeys, record.partitionKey()));
    if (record.explicitHashKey() != null) {
      message.number(HASH_KEY_INDEX, index(hashKeys, record.explicitHashKey()));
    }
    message.bytes(DATA, record.data());
    return message.message();
  }

  private static int index(Map<String, Integer> table, String key) {
    int next = table.size();
    return table.computeIfAbsent(key, unseen -> next);
  }

  private static boolean hasMagic(ByteBuffer data) {
    return data.remaining() > FRAME
        && data.get(data.position()) == (byte) (MAGIC >>> 24)
        && data.get(data.position() + 1) == (byte) (MAGIC >>> 16)
        && data.get(data.position() + 2) == (byte) (MAGIC >>> 8)
        && data.get(data.position() + 3) == (byte) MAGIC;
  }

  private static ByteBuffer message(ByteBuffer data) {
    return data.slice(data.position() + Integer.BYTES, data.remaining() - FRAME);
  }

  private static ByteBuffer digest(ByteBuffer data) {
    return data.slice(data.limit() - Md5.BYTES, Md5.BYTES);
  }

  private static List<UserRecord> records(ByteBuffer bytes) throws MalformedMessage {
    List<String> partitionKeys = new ArrayList<>();
    List<String> hashKeys = new ArrayList<>();
    List<ByteBuffer> packed = new ArrayList<>();
    Message message = new Message(bytes);
    while (message.next()) {
      switch (message.field()) {
        case PARTITION_KEYS -> partitionKeys.add(message.text());
        case HASH_KEYS -> hashKeys.add(message.text());
        case RECORDS -> packed.add(message.bytes());
        default -> message.skip();
      }
    }
    List<UserRecord> records = new ArrayList<>(packed.size());
    for (ByteBuffer each : packed) {
      records.add(record(new Message(each), partitionKeys, hashKeys));
    }
    return records;
  }

  private static UserRecord record(
      Message message, List<String> partitionKeys, List<String> hashKeys) throws MalformedMessage {
    String partitionKey = null;
    String hashKey = null;
    ByteBuffer data = null;
    while (message.next()) {
      switch (message.field()) {
        case PARTITION_KEY_INDEX -> partitionKey = at(partitionKeys, message.number());
        case HASH_KEY_INDEX -> hashKey = at(hashKeys, message.number());
        case DATA -> data = message.bytes().asReadOnlyBuffer();
        default -> message.skip();
      }
    }
    return new UserRecord(required(partitionKey), hashKey, required(data));
  }

  private static String at(List<String> table, long index) throws MalformedMessage {
    if (index < 0 || index >= table.size()) {
      throw new MalformedMessage();
    }
    return table.get((int) index);
  }

  private static <T> T required(@Nullable T member) throws MalformedMessage {
    if (member == null) {
      throw new MalformedMessage();
    }
    return member;
  }
}
