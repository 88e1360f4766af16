// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.StreamHistory;
import io.offshard.adapter.cli.ShardTree.Row;
import io.offshard.adapter.cli.ShardTree.Strokes;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Resharding;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamState;
import io.offshard.mapping.stream.ShardId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A stream's history as lines of text: what it is, the tree of its shards, what is odd. */
final class LineageDrawing {
  private final StreamHistory history;
  private final Lineage stream;
  private final Strokes strokes;

  private LineageDrawing(StreamHistory history, Strokes strokes) {
    this.history = history;
    this.stream = history.stream();
    this.strokes = strokes;
  }

  static String of(StreamHistory history, Strokes strokes) {
    return new LineageDrawing(history, strokes).text();
  }

  private String text() {
    List<Shard> shards = stream.shards().all();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %s, %s, %s%n"
            .formatted(
                stream.name(),
                stream.isNative() ? "a topic of others" : "managed",
                underWay(stream),
                stream.topicId().map(id -> "topic id " + id).orElse("no topic yet")));
    text.append(
        "%d of %d shards open, %d partitions%n"
            .formatted(stream.shards().open().size(), shards.size(), stream.shards().partitions()));
    if (!shards.isEmpty()) {
      text.append(System.lineSeparator());
      tree(ShardTree.of(shards, strokes), text);
    }
    history.strays().forEach((partition, count) -> text.append(stray(partition, count)));
    return text.toString();
  }

  private void tree(List<Row> rows, StringBuilder text) {
    int width = 5;
    int offsets = 7;
    for (Row row : rows) {
      width = Math.max(width, tip(row).length());
      offsets = Math.max(offsets, offsets(row.shard()).length());
    }
    String line = "%-" + width + "s  %9s  %-" + offsets + "s  %7s  %-7s  %-20s  %s";
    add(
        text,
        line.formatted("SHARD", "PARTITION", "OFFSETS", "SHARE", "STATE", "OPENED", "CLOSED"));
    for (Row row : rows) {
      Shard shard = row.shard();
      switch (row.kind()) {
        case SHARD, CUT ->
            add(
                text,
                line.formatted(
                    tip(row),
                    shard.partition(),
                    offsets(shard),
                    ShardTable.share(
                        shard.range().start().toString(), shard.range().end().toString()),
                    state(shard),
                    second(shard.opened()),
                    closed(shard) + (row.kind() == ShardTree.Kind.CUT ? "  (goes on below)" : "")));
        case MERGED ->
            text.append(
                "%s  (merged: see under %s)%n"
                    .formatted(tip(row), ShardId.format(shard.parents().getFirst())));
        case CONTINUED -> text.append("%s  (goes on from above)%n".formatted(tip(row)));
      }
    }
  }

  private static void add(StringBuilder text, String line) {
    text.append(line.stripTrailing()).append(System.lineSeparator());
  }

  private String tip(Row row) {
    return row.lead() + mark(row.shard()) + " " + ShardId.format(row.shard().index());
  }

  private String mark(Shard shard) {
    boolean ascii = strokes == Strokes.ASCII;
    if (shard.isOpen()) {
      return ascii ? "*" : "●";
    }
    return isExpired(shard) ? (ascii ? "x" : "×") : (ascii ? "o" : "○");
  }

  private boolean isExpired(Shard shard) {
    return stream.isExpired(shard, history.asOf());
  }

  String state(Shard shard) {
    return shard.isOpen() ? "open" : isExpired(shard) ? "expired" : "closed";
  }

  /** Of an open shard, how far its partition is written. */
  private String offsets(Shard shard) {
    if (!shard.isOpen()) {
      return "[%d, %d)".formatted(shard.startOffset(), shard.endOffset());
    }
    return shard.partition() < history.ends().size()
        ? "[%d, %d...".formatted(shard.startOffset(), history.ends().get(shard.partition()))
        : "[%d, ...".formatted(shard.startOffset());
  }

  private static String closed(Shard shard) {
    return shard.closing() == null ? "" : second(shard.closing().at());
  }

  private static String second(Instant instant) {
    return instant.equals(Instant.EPOCH)
        ? "always"
        : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** What is done to the stream at the moment, in words. */
  static String underWay(Lineage stream) {
    return switch (stream.state()) {
      case StreamState.Creating creating -> "being created";
      case StreamState.Active active -> "nothing under way";
      case StreamState.Updating updating ->
          "being altered: " + updating.alteration().getClass().getSimpleName();
      case StreamState.Growing growing -> "growing to " + growing.partitions() + " partitions";
      case StreamState.Reshaping reshaping ->
          words(reshaping.what()) + ", step " + (reshaping.step() + 1);
      case StreamState.Deleting deleting -> "being deleted";
    };
  }

  private static String words(Resharding what) {
    return switch (what) {
      case Resharding.Split split -> "splitting " + ShardId.format(split.shard());
      case Resharding.Merge merge ->
          "merging " + ShardId.format(merge.shard()) + " and " + ShardId.format(merge.adjacent());
      case Resharding.Scale scale -> "going to " + scale.target() + " shards";
      case Resharding.Spread spread -> "spreading over " + spread.partitions() + " partitions";
    };
  }

  private static String stray(int partition, long count) {
    String amount = (count == StreamHistory.MOST_STRAYS ? "at least " : "") + count;
    return "%nPartition %d has no shard now, and %s records without a header lie behind its last one: written by other Kafka producers, seen by nobody until the partition gets a shard again%n"
        .formatted(partition, amount);
  }
}
