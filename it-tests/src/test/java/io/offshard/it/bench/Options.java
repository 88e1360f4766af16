// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long and what to measure.
 *
 * @param warmUp of each side before its first pass
 * @param pass length of one pass of one side
 * @param passes of each side, in turn
 * @param stored records in the stream that is drained
 * @param starts of a server of which the median counts
 * @param contention how long members of a group contend for their item
 * @param idleShards shards of the stream that is polled while nothing is written
 * @param accessLog whether the server logs each request, which is its default
 * @param only rows whose name contains this; empty = all
 */
record Options(
    Duration warmUp,
    Duration pass,
    int passes,
    int stored,
    int starts,
    Duration contention,
    int idleShards,
    boolean accessLog,
    String only) {

  static final String USAGE = "bench [--quick] [--no-access-log] [--only=TEXT]";

  static final Options FULL =
      new Options(
          Duration.ofSeconds(12),
          Duration.ofSeconds(5),
          5,
          200_000,
          5,
          Duration.ofSeconds(60),
          100,
          true,
          "");
  static final Options QUICK =
      new Options(
          Duration.ofSeconds(2),
          Duration.ofMillis(1500),
          3,
          60_000,
          3,
          Duration.ofSeconds(10),
          100,
          true,
          "");

  /** Nothing to be learnt about speed: every row once, to see that it works. */
  static final Options SMOKE =
      new Options(
          Duration.ZERO, Duration.ofMillis(200), 1, 4_000, 1, Duration.ofSeconds(1), 8, true, "");

  static Options parse(String... arguments) {
    List<String> words = Arrays.asList(arguments);
    Options options = words.contains("--quick") ? QUICK : FULL;
    for (String word : words) {
      if (word.equals("--no-access-log")) {
        options = options.with(false, options.only);
      } else if (word.startsWith("--only=")) {
        options = options.with(options.accessLog, word.substring("--only=".length()));
      } else if (!word.equals("--quick")) {
        throw new IllegalArgumentException("unknown: " + word + "; usage: " + USAGE);
      }
    }
    return options;
  }

  private Options with(boolean log, String rows) {
    return new Options(warmUp, pass, passes, stored, starts, contention, idleShards, log, rows);
  }
}
