// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import java.util.Arrays;

/**
 * What a worker has done with a shard, as one line of its standard output: fields with tabs between
 * them.
 */
sealed interface Event {

  String worker();

  String shard();

  /** The worker begins to read after {@code position}: a sequence number or TRIM_HORIZON. */
  record Began(String worker, String shard, String position) implements Event {}

  /** The worker was given this record. */
  record Seen(String worker, String shard, String number, String key, String data)
      implements Event {

    /** What names a record: numbers are unique in their shard only. */
    String place() {
      return place(shard, number);
    }

    static String place(String shard, String number) {
      return shard + " " + number;
    }
  }

  /** The lease now keeps that everything up to {@code number} is done. */
  record Kept(String worker, String shard, String number) implements Event {}

  /** The worker was told that the shard is closed and read to its end; not kept yet. */
  record Ended(String worker, String shard) implements Event {}

  /** The worker reads the shard no more, although it has not ended. */
  record Left(String worker, String shard) implements Event {}

  /** The line without its end. */
  default String line() {
    return switch (this) {
      case Began began -> join("began", began.position());
      case Seen seen -> join("seen", seen.number(), seen.key(), seen.data());
      case Kept kept -> join("kept", kept.number());
      case Ended _ -> join("ended");
      case Left _ -> join("left");
    };
  }

  private String join(String kind, String... more) {
    StringBuilder line = new StringBuilder(kind);
    line.append('\t').append(worker()).append('\t').append(shard());
    Arrays.stream(more).forEach(field -> line.append('\t').append(field));
    return line.toString();
  }

  /** What {@link #line} has written. */
  static Event parse(String line) {
    String[] fields = line.split("\t", -1);
    String worker = fields[1];
    String shard = fields[2];
    return switch (fields[0]) {
      case "began" -> new Began(worker, shard, fields[3]);
      case "seen" -> new Seen(worker, shard, fields[3], fields[4], fields[5]);
      case "kept" -> new Kept(worker, shard, fields[3]);
      case "ended" -> new Ended(worker, shard);
      case "left" -> new Left(worker, shard);
      default -> throw new IllegalArgumentException(line);
    };
  }
}
