// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.client.KinesisStreams;
import io.offshard.mapping.kinesis.Shard;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code offshard streams merge}: two neighbours become one. */
@Command(
    name = "merge",
    description =
        "Merges two shards whose hash keys are next to each other, and waits for their child.",
    footer = {
      "",
      "Example: offshard streams merge orders 1 2",
      "See also: offshard streams split, and offshard lineage show STREAM for what has become of"
          + " them."
    },
    mixinStandardHelpOptions = true)
final class MergeCommand extends ChangeCommand {
  @Parameters(
      index = "1",
      paramLabel = "SHARD",
      description = "One of them, by its id or its number.")
  private String one = "";

  @Parameters(index = "2", paramLabel = "SHARD", description = "The other, in any order.")
  private String other = "";

  MergeCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  void change(KinesisStreams streams, List<Shard> before) {
    String first = shardId(one);
    String second = shardId(other);
    boolean swapped = start(before, first).compareTo(start(before, second)) > 0;
    streams.merge(stream(), swapped ? second : first, swapped ? first : second);
  }

  private static BigInteger start(List<Shard> shards, String id) {
    return shards.stream()
        .filter(each -> each.shardId().equals(id))
        .findFirst()
        .map(each -> new BigInteger(each.hashKeyRange().startingHashKey()))
        .orElse(BigInteger.ZERO);
  }
}
