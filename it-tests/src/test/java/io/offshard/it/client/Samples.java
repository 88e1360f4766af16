// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Records that go to the edges of what a stream takes: keys of 1 to 256 characters in several
 * scripts, empty data, data that fills the 1 MiB limit together with its key. The same seed gives
 * the same records.
 */
final class Samples {

  private static final int BATCH = 500;
  private static final int RECORD_LIMIT = 1 << 20;

  private static final List<String> SCRIPTS =
      List.of(
          "sensor",
          "Zähler",
          "датчик",
          "传感器",
          "センサー",
          "مستشعر",
          "🚀🛰️",
          "tab\tquote\"back\\line\n",
          " ",
          "\u0001");

  private final Random random;

  private Samples(Random random) {
    this.random = random;
  }

  /** {@code count} records, in batches of 500 with one put alone after each. */
  static List<Sample> mixed(int count, long seed) {
    return new Samples(new Random(seed)).make(count);
  }

  /**
   * One line per record: batch, key, data, explicit hash key or "-", the texts in base64, parted by
   * tabs.
   */
  static void write(List<Sample> samples, Path file) {
    Base64.Encoder base64 = Base64.getEncoder();
    List<String> lines = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      lines.add(
          String.join(
              "\t",
              Integer.toString(sample.batch()),
              base64.encodeToString(sample.key().getBytes(UTF_8)),
              base64.encodeToString(sample.data().asByteArray()),
              Objects.requireNonNullElse(sample.explicitHashKey(), "-")));
    }
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The records grouped by batch, in order. */
  static List<List<Sample>> batches(List<Sample> samples) {
    List<List<Sample>> batches = new ArrayList<>();
    int last = -1;
    for (Sample sample : samples) {
      if (sample.batch() != last) {
        batches.add(new ArrayList<>());
        last = sample.batch();
      }
      batches.getLast().add(sample);
    }
    return batches;
  }

  private List<Sample> make(int count) {
    List<Sample> samples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean alone = i % (BATCH + 1) == BATCH;
      int batch = 2 * (i / (BATCH + 1)) + (alone ? 1 : 0);
      String key = key(i);
      samples.add(new Sample(batch, key, data(i, key), hashKey(i)));
    }
    return samples;
  }

  private String key(int i) {
    String script = SCRIPTS.get(i % SCRIPTS.size());
    return switch (i % 7) {
      case 0 -> script;
      case 1 -> script.repeat(256 / script.length());
      case 2 -> "é".repeat(1 + random.nextInt(256));
      case 3 -> Long.toString(random.nextLong(), 36);
      default -> script + "-" + random.nextInt(200);
    };
  }

  private SdkBytes data(int i, String key) {
    int size =
        switch (i % 2500) {
          case 17 -> RECORD_LIMIT - key.getBytes(UTF_8).length;
          case 40 -> 300_000;
          default -> i % 20 == 0 ? 0 : 1 + random.nextInt(200);
        };
    byte[] data = new byte[size];
    random.nextBytes(data);
    return SdkBytes.fromByteArray(data);
  }

  private @Nullable String hashKey(int i) {
    return switch (i % 50) {
      case 7 -> "0";
      case 14 -> BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE).toString();
      case 21, 28, 35 -> new BigInteger(128, random).toString();
      default -> null;
    };
  }
}
