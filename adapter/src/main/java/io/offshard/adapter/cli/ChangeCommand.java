// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.client.KinesisClient;
import io.offshard.adapter.client.KinesisStreams;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.stream.ShardId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * A command that changes a stream, waits until that is done, and shows the shards that came of it.
 */
abstract class ChangeCommand extends ApiCommand {
  @Option(
      names = "--no-wait",
      description = "Ends when the server has taken the order, before it is carried out.")
  private boolean noWait;

  ChangeCommand(Map<String, String> environment) {
    super(environment);
  }

  /** Gives the order. */
  abstract void change(KinesisStreams streams, List<Shard> before);

  /** The shards before the change. */
  List<Shard> before(KinesisStreams streams) {
    return streams.shards(stream(), null);
  }

  @Override
  final int call(KinesisClient client, KinesisStreams streams) throws InterruptedException {
    List<Shard> before = before(streams);
    change(streams, before);
    if (noWait) {
      return 0;
    }
    streams.awaitActive(stream(), status -> out().note(stream() + " is " + status));
    Set<String> known = new HashSet<>();
    before.forEach(each -> known.add(each.shardId()));
    List<Shard> made =
        streams.shards(stream(), null).stream()
            .filter(each -> !known.contains(each.shardId()))
            .toList();
    out().show(() -> ShardTable.of(made), () -> json(made));
    return 0;
  }

  private static JsonValue json(List<Shard> made) {
    return new Json().with("Shards", Json.list(made, each -> Json.of(Shard.SHAPE, each))).object();
  }

  /** The shard's whole name; people may give its number. */
  static String shardId(String given) {
    OptionalInt index = ShardId.parse(given);
    return index.isPresent() ? ShardId.format(index.getAsInt()) : given;
  }
}
