// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Bodies without end, the same for the same random numbers: mostly nearly right, never quite. */
final class FuzzBodies {
  private static final String PLACE = "@here@";
  private static final int LARGE = 4 << 20;

  private final Encoding encoding;
  private final RandomGenerator random;

  FuzzBodies(Encoding encoding, RandomGenerator random) {
    this.encoding = encoding;
    this.random = random;
  }

  byte[] next(Map<String, Object> members) {
    int kind = random.nextInt(1000);
    if (kind < 100) {
      return randomBytes(random.nextInt(1, 200));
    }
    if (kind < 102) {
      return with(Hostile.list(encoding, hostile(), LARGE), members);
    }
    if (kind < 400) {
      return with(hostile(), members);
    }
    byte[] body = encoding.write(members);
    for (int times = random.nextInt(1, 4); times > 0; times--) {
      body = mutated(body);
    }
    return body;
  }

  private byte[] hostile() {
    List<byte[]> all = Hostile.values(encoding);
    return all.get(random.nextInt(all.size()));
  }

  /** A right body, but for this in one of its values, or in a member that nobody knows. */
  byte[] with(byte[] value, Map<String, Object> members) {
    Map<String, Object> changed = new HashMap<>(members);
    String[] names = members.keySet().stream().sorted().toArray(String[]::new);
    int chosen = random.nextInt(names.length + 1);
    String name = chosen == names.length ? "Novelty" : names[chosen];
    boolean inside = random.nextInt(3) == 0;
    changed.put(name, inside ? List.of(PLACE, PLACE) : PLACE);
    byte[] placed = encoding.write(changed);
    byte[] text = encoding == Encoding.JSON ? quoted() : cborText();
    int at = indexOf(placed, text);
    return splice(placed, at, at + text.length, value, 0, value.length);
  }

  private static byte[] quoted() {
    return ("\"" + PLACE + "\"").getBytes(UTF_8);
  }

  private static byte[] cborText() {
    return ("" + (char) (0x60 + PLACE.length()) + PLACE).getBytes(UTF_8);
  }

  private static int indexOf(byte[] body, byte[] part) {
    for (int at = 0; at <= body.length - part.length; at++) {
      if (Arrays.equals(body, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new IllegalStateException("the place is not there");
  }

  private byte[] mutated(byte[] body) {
    int from = random.nextInt(body.length + 1);
    int to = Math.min(body.length, from + random.nextInt(1, 12));
    return switch (random.nextInt(6)) {
      case 0 -> flipped(body);
      case 1 -> Arrays.copyOf(body, from);
      case 2 -> splice(body, from, from, body, from, to); // twice
      case 3 -> splice(body, from, to, body, 0, 0); // not at all
      case 4 -> {
        byte[] bytes = randomBytes(random.nextInt(1, 6));
        yield splice(body, from, to, bytes, 0, bytes.length);
      }
      default -> {
        int other = random.nextInt(body.length + 1);
        yield splice(body, from, to, body, other, Math.min(body.length, other + (to - from)));
      }
    };
  }

  private byte[] flipped(byte[] body) {
    byte[] flipped = body.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The body with a piece of another in place of one of its own. */
  private static byte[] splice(byte[] body, int from, int to, byte[] piece, int start, int end) {
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(body, 0, from);
    spliced.write(piece, start, end - start);
    spliced.write(body, to, body.length - to);
    return spliced.toByteArray();
  }
}
