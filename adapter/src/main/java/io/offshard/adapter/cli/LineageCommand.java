// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.StreamHistory;
import io.offshard.adapter.cli.ShardTree.Strokes;
import io.offshard.adapter.config.Config;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.stream.ShardId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code offshard lineage}: what the lineage topic has decided about streams. */
@Command(
    name = "lineage",
    description = "Shows how the shards of a stream came about.",
    footer = {"", "Example: offshard lineage show orders", "Next: offshard lineage show --help"},
    mixinStandardHelpOptions = true)
final class LineageCommand {
  private final Map<String, String> environment;
  private final Clock clock;

  LineageCommand(Map<String, String> environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  @Command(
      name = "show",
      description = {
        "Draws the tree of a stream's shards: which became which, where each is in Kafka, its share"
            + " of the hash keys.",
        "Reads Kafka and the lineage topic, writes nothing and asks no server."
      },
      footer = {
        "",
        "Example: offshard lineage show orders",
        "Example: offshard lineage show orders --config /etc/offshard/offshard.yaml --output json",
        "See also: offshard streams describe STREAM, which asks a server."
      },
      mixinStandardHelpOptions = true)
  void show(
      @Mixin ServerFile server,
      @Mixin Format out,
      @Parameters(paramLabel = "STREAM", description = "Name of the stream.") String name,
      @Option(
              names = "--ascii",
              description = "Draws with ASCII characters, as where the terminal is not UTF-8.")
          boolean ascii) {
    Config config = server.config(environment, Map.of());
    StreamHistory history =
        StreamHistory.of(config, name, clock.instant())
            .orElseThrow(
                () ->
                    new Failure(
                        "there is no stream %s in %s: offshard streams ls shows what there is"
                            .formatted(name, config.lineage().topic())));
    Strokes strokes =
        ascii || !System.out.charset().equals(UTF_8) ? Strokes.ASCII : Strokes.UNICODE;
    out.show(() -> LineageDrawing.of(history, strokes), () -> json(history));
  }

  private static JsonValue json(StreamHistory history) {
    Lineage stream = history.stream();
    return new Json()
        .with("StreamName", stream.name())
        .with("TopicId", stream.topicId().map(UUID::toString).orElse(null))
        .with("Native", stream.isNative())
        .with("UnderWay", LineageDrawing.underWay(stream))
        .with("StreamCreationTimestamp", stream.created())
        .with("Partitions", stream.shards().partitions())
        .with("Shards", Json.list(stream.shards().all(), shard -> json(history, shard)))
        .with(
            "Strays",
            Json.list(
                List.copyOf(history.strays().entrySet()),
                each ->
                    new Json()
                        .with("Partition", each.getKey())
                        .with("Records", each.getValue())
                        .object()))
        .object();
  }

  private static JsonValue json(StreamHistory history, Shard shard) {
    boolean expired = history.stream().isExpired(shard, history.asOf());
    Json json =
        new Json()
            .with("ShardId", ShardId.format(shard.index()))
            .with("State", shard.isOpen() ? "OPEN" : expired ? "EXPIRED" : "CLOSED")
            .with("Partition", shard.partition())
            .with("StartingOffset", shard.startOffset());
    if (shard.closing() != null) {
      json.with("EndingOffset", shard.endOffset()).with("Closed", shard.closing().at());
    } else if (shard.partition() < history.ends().size()) {
      json.with("PartitionEnd", history.ends().get(shard.partition()));
    }
    return json.with("Opened", shard.opened())
        .with(
            "HashKeyRange",
            new Json()
                .with("StartingHashKey", shard.range().start().toString())
                .with("EndingHashKey", shard.range().end().toString())
                .object())
        .with(
            "Parents", Json.list(shard.parents(), each -> new JsonValue.Text(ShardId.format(each))))
        .object();
  }
}
