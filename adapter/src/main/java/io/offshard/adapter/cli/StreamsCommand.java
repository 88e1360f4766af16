// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.StreamListing;
import io.offshard.adapter.StreamListing.Row;
import io.offshard.adapter.config.Config;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code offshard streams}: looks at Kafka's topics as a server does, without one. */
@Command(
    name = "streams",
    description = "Shows which Kafka topics are streams.",
    mixinStandardHelpOptions = true)
final class StreamsCommand {
  private final Map<String, String> environment;

  @Mixin private final Output out = new Output();

  StreamsCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Command(
      name = "ls",
      description = "Lists the topics, whether each is a stream, and why or why not.",
      mixinStandardHelpOptions = true)
  void list(
      @Mixin ServerFile server,
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
    out.print(table(rows));
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
