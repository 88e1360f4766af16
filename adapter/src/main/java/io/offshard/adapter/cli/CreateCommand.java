// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.client.KinesisStreams;
import io.offshard.mapping.kinesis.Shard;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code offshard streams create}: a stream with a topic of its own. */
@Command(
    name = "create",
    description = "Creates a stream, with a Kafka topic of the same name, and waits for it.",
    footer = {
      "",
      "Example: offshard streams create orders --shards 2",
      "Next: offshard streams put orders 'hello', then offshard streams tail orders --from"
          + " trim_horizon"
    },
    mixinStandardHelpOptions = true)
final class CreateCommand extends ChangeCommand {
  /** One way to say how large it is to be. */
  static final class Size {
    @Option(
        names = "--shards",
        paramLabel = "N",
        description = "How many shards it begins with (1).")
    private int shards = 1;

    @Option(
        names = "--on-demand",
        description = "It gets shards for its load, and gives them up again.")
    private boolean onDemand;
  }

  @ArgGroup private final Size size = new Size();

  CreateCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  List<Shard> before(KinesisStreams streams) {
    return List.of();
  }

  @Override
  void change(KinesisStreams streams, List<Shard> before) {
    streams.create(stream(), size.onDemand ? null : size.shards);
  }
}
