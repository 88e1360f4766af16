// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.client.KinesisStreams;
import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code offshard streams split}: one shard becomes two. */
@Command(
    name = "split",
    description =
        "Splits a shard in two, in the middle of its hash keys, and waits for the children.",
    footer = {
      "",
      "Example: offshard streams split orders 0",
      "See also: offshard streams merge, and offshard lineage show STREAM for what has become of"
          + " them."
    },
    mixinStandardHelpOptions = true)
final class SplitCommand extends ChangeCommand {
  @Parameters(
      index = "1",
      paramLabel = "SHARD",
      description = "The shard, by its id or its number.")
  private String shard = "";

  @Option(
      names = "--at",
      paramLabel = "HASHKEY",
      description = "The first hash key of the upper child, in place of the middle.")
  private @Nullable String at;

  SplitCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  void change(KinesisStreams streams, List<Shard> before) {
    String id = shardId(shard);
    streams.split(stream(), id, at == null ? middle(before, id) : at);
  }

  /** Of a shard that is not there any key will do: the server says what is wrong. */
  private static String middle(List<Shard> shards, String id) {
    return shards.stream()
        .filter(each -> each.shardId().equals(id))
        .findFirst()
        .map(each -> range(each.hashKeyRange()))
        .filter(range -> !range.start().equals(range.end()))
        .map(range -> EvenSplit.of(range, 2).getLast().start())
        .orElse(HashKey.MIN)
        .toString();
  }

  private static HashKeyRange range(io.offshard.mapping.kinesis.HashKeyRange of) {
    return new HashKeyRange(
        HashKey.parse(of.startingHashKey()).orElseThrow(),
        HashKey.parse(of.endingHashKey()).orElseThrow());
  }
}
