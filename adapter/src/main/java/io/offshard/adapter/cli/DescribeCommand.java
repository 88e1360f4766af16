// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.client.KinesisClient;
import io.offshard.adapter.client.KinesisStreams;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.kinesis.StreamDescriptionSummary;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code offshard streams describe}: one stream and its shards. */
@Command(
    name = "describe",
    description = "Shows a stream's state, settings and shards, as a server serves them.",
    footer = {
      "",
      "Example: offshard streams describe orders",
      "See also: offshard lineage show STREAM, which draws how the shards came about."
    },
    mixinStandardHelpOptions = true)
final class DescribeCommand extends ApiCommand {
  DescribeCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  int call(KinesisClient client, KinesisStreams streams) {
    StreamDescriptionSummary summary = streams.describe(stream());
    List<Shard> shards = streams.shards(stream(), null);
    out()
        .show(
            () -> text(summary) + "\n" + ShardTable.of(shards),
            () ->
                new Json()
                    .with(
                        "StreamDescriptionSummary",
                        Json.of(StreamDescriptionSummary.SHAPE, summary))
                    .with("Shards", Json.list(shards, each -> Json.of(Shard.SHAPE, each)))
                    .object());
    return 0;
  }

  private static String text(StreamDescriptionSummary summary) {
    Integer consumers = summary.consumerCount();
    return """
    Name         %s
    ARN          %s
    Status       %s
    Mode         %s
    Created      %s
    Retention    %d hours
    Open shards  %d
    Consumers    %d
    """
        .formatted(
            summary.streamName(),
            summary.streamArn(),
            summary.streamStatus(),
            summary.streamModeDetails() == null ? "-" : summary.streamModeDetails().streamMode(),
            summary.streamCreationTimestamp(),
            summary.retentionPeriodHours(),
            summary.openShardCount(),
            consumers == null ? 0 : consumers);
  }
}
