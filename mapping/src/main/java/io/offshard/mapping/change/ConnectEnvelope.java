// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens what Kafka Connect's JsonConverter writes: the value itself, or {@code
 * {"schema":...,"payload":...}}. Such a schema travels with every record and is mostly longer than
 * the value, so the last few are kept with their bytes: a record that begins with the same bytes
 * has the same schema, and only its payload is read. Thread-safe.
 */
final class ConnectEnvelope implements Envelope {
  private static final byte[] OPENING = "{\"schema\":".getBytes(US_ASCII);
  private static final byte[] MIDDLE = ",\"payload\":".getBytes(US_ASCII);

  /** Longer ones are read each time, so that hostile records cannot fill the memory. */
  private static final int LONGEST_KEPT = 256 << 10;

  private static final int MOST_KEPT = 8;

  /**
   * The newest first. Of two threads that add one at the same time one may lose, and adds later.
   */
  private volatile List<Known> known = List.of();

  /**
   * A schema that was seen.
   *
   * @param head all that comes before the payload
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Known(byte[] head, @Nullable ConnectSchema schema) {

    /** Reads the payload if the schema is this one; otherwise null. */
    @Nullable Opened open(byte[] bytes) {
      int last = bytes.length - 1;
      if (last <= head.length
          || bytes[last] != '}'
          || !Arrays.equals(bytes, 0, head.length, head, 0, head.length)) {
        return null;
      }
      try {
        return new Opened(schema, JsonReader.read(bytes, head.length, last - head.length));
      } catch (MalformedJson e) {
        // Something may come behind the payload.
        return null;
      }
    }
  }

  /** Bytes that are not JSON are a {@link MalformedJson}. */
  @Override
  public Opened open(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == 0) {
      throw new Unreadable(
          "the record is in a binary form, not JSON (where it is Avro with a schema registry, the"
              + " option encoding has to be avro)");
    }
    for (Known one : known) {
      Opened opened = one.open(bytes);
      if (opened != null) {
        return opened;
      }
    }
    JsonValue json = JsonReader.read(bytes);
    if (!(json instanceof JsonValue.Obj object) || object.members().size() != 2) {
      return new Opened(null, json);
    }
    JsonValue schema = object.get("schema");
    JsonValue payload = object.get("payload");
    if (schema == null || payload == null) {
      return new Opened(null, json);
    }
    Opened opened = new Opened(ConnectSchema.of(schema), payload);
    keep(bytes, opened.schema());
    return opened;
  }

  private void keep(byte[] bytes, @Nullable ConnectSchema schema) {
    if (!isAt(bytes, 0, OPENING)) {
      return;
    }
    int end = endOfValue(bytes, OPENING.length);
    int head = end + MIDDLE.length;
    if (head > LONGEST_KEPT || !isAt(bytes, end, MIDDLE)) {
      return;
    }
    List<Known> next = new ArrayList<>();
    next.add(new Known(Arrays.copyOf(bytes, head), schema));
    List<Known> before = known;
    next.addAll(before.subList(0, Math.min(before.size(), MOST_KEPT - 1)));
    known = List.copyOf(next);
  }

  private static boolean isAt(byte[] bytes, int from, byte[] wanted) {
    int to = from + wanted.length;
    return to <= bytes.length && Arrays.equals(bytes, from, to, wanted, 0, wanted.length);
  }

  /** Where the object that begins there ends, in JSON that is known to be well-formed. */
  private static int endOfValue(byte[] bytes, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < bytes.length; i++) {
      byte b = bytes[i];
      if (quoted) {
        i += b == '\\' ? 1 : 0;
        quoted = b != '"';
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return bytes.length;
  }
}
