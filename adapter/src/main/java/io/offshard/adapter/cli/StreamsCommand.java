// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.StreamListing;
import io.offshard.adapter.StreamListing.Row;
import io.offshard.adapter.config.Config;
import io.offshard.mapping.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code offshard streams}: lists what is a stream by looking at Kafka as a server does, without
 * one; all else is done by calls to a running server.
 */
@Command(
    name = "streams",
    description = {
      "Lists streams, describes, reads, writes and changes them.",
      "ls looks at Kafka itself and takes a server's --config; the others call a running server,"
          + " which --endpoint names."
    },
    footer = {
      "",
      "Example: offshard streams create orders && echo hello | offshard streams put orders",
      "Next: offshard streams tail --help"
    },
    mixinStandardHelpOptions = true)
final class StreamsCommand {
  private final Map<String, String> environment;

  StreamsCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  static CommandLine withSubcommands(Map<String, String> environment) {
    return new CommandLine(new StreamsCommand(environment))
        .addSubcommand(new DescribeCommand(environment))
        .addSubcommand(new TailCommand(environment))
        .addSubcommand(new PutCommand(environment, System.in))
        .addSubcommand(new CreateCommand(environment))
        .addSubcommand(new DeleteCommand(environment))
        .addSubcommand(new SplitCommand(environment))
        .addSubcommand(new MergeCommand(environment));
  }

  @Command(
      name = "ls",
      description = "Lists the topics, whether each is a stream, and why or why not.",
      footer = {
        "",
        "Example: offshard streams ls --expose 'orders*'",
        "Next: offshard streams describe STREAM"
      },
      mixinStandardHelpOptions = true)
  void list(
      @Mixin ServerFile server,
      @Mixin Format out,
      @Option(
              names = "--expose",
              paramLabel = "PATTERN",
              description = "A topic, with * and ? as in streams.expose and in its place.")
          @Nullable List<String> expose,
      @Option(names = "--all", description = "With internal topics.") boolean all) {
    Map<String, Object> options =
        expose == null ? Map.of() : Map.of("streams", Map.of("expose", expose));
    Config config = server.config(environment, options);
    List<Row> rows =
        StreamListing.of(config).stream().filter(row -> all || !row.internal()).toList();
    out.show(() -> table(rows), () -> Json.list(rows, StreamsCommand::json));
  }

  private static JsonValue json(Row row) {
    return new Json()
        .with("TopicName", row.topic())
        .with("Status", row.status())
        .with("Partitions", row.partitions())
        .with("Internal", row.internal())
        .with("Why", row.why())
        .object();
  }

  static String table(List<Row> rows) {
    int topic = Math.max(5, rows.stream().mapToInt(row -> row.topic().length()).max().orElse(0));
    String line = "%-" + topic + "s  %-11s  %10s  %s%n";
    StringBuilder table = new StringBuilder();
    table.append(line.formatted("TOPIC", "STATUS", "PARTITIONS", "WHY"));
    for (Row row : rows) {
      String partitions = row.partitions() == 0 ? "-" : Integer.toString(row.partitions());
      table.append(line.formatted(row.topic(), row.status(), partitions, row.why()));
    }
    return table.toString();
  }
}
