// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.StartFailure;
import io.offshard.adapter.TableRegister;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.service.StreamTables;
import io.offshard.adapter.service.StreamTables.Registered;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import io.offshard.mapping.lineage.TableStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code offshard tables}: which topics hold the changes of which tables. */
@Command(
    name = "tables",
    description = "Shows and changes which topics DynamoDB Streams serves as changes of tables.",
    footer = {"", "Example: offshard tables list", "Next: offshard tables add --help"},
    mixinStandardHelpOptions = true)
final class TablesCommand {
  private final Map<String, String> environment;

  @Mixin private final Output out = new Output();

  TablesCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Command(
      name = "list",
      description = "Lists tables and their streams.",
      footer = {
        "",
        "Example: offshard tables list --config offshard.yaml",
        "Next: offshard tables add --help"
      },
      mixinStandardHelpOptions = true)
  void list(@Mixin ServerFile server, @Mixin Format format) {
    Config config = server.config(environment, Map.of());
    List<Registered> tables = TableRegister.with(config, StreamTables::all);
    format.show(
        () -> shown(tables, arns(config)),
        () -> Json.list(tables, each -> json(each, arns(config))));
  }

  private static JsonValue json(Registered each, TableArn arns) {
    TableStream table = each.table();
    return new Json()
        .with("TableName", table.table())
        .with("StreamArn", arns.stream(table.table(), table.label()))
        .with("StreamStatus", status(table))
        .with("StreamViewType", table.spec().view().name())
        .with("TopicName", each.topic())
        .with("Form", table.spec().form().form())
        .object();
  }

  private static TableArn arns(Config config) {
    return new TableArn(config.aws().region(), config.aws().accountId());
  }

  static String shown(List<Registered> tables, TableArn arns) {
    List<String> streams =
        tables.stream()
            .map(each -> arns.stream(each.table().table(), each.table().label()))
            .toList();
    String line =
        "%%-%ds  %%-8s  %%-%ds  %%-9s  %%s%%n"
            .formatted(
                widest(6, streams), widest(5, tables.stream().map(Registered::topic).toList()));
    StringBuilder text =
        new StringBuilder(line.formatted("STREAM", "STATUS", "TOPIC", "FORM", "VIEW"));
    for (int i = 0; i < tables.size(); i++) {
      TableStream table = tables.get(i).table();
      text.append(
          line.formatted(
              streams.get(i),
              status(table),
              tables.get(i).topic(),
              table.spec().form().form(),
              table.spec().view()));
    }
    return text.toString();
  }

  private static int widest(int least, List<String> column) {
    return column.stream().mapToInt(String::length).reduce(least, Math::max);
  }

  private static String status(TableStream table) {
    return table.isEnabled() ? "ENABLED" : "DISABLED";
  }

  @Command(
      name = "add",
      description = {
        "Begins a stream of a table, from the records of a topic.",
        "Options (-o) of the form dynamodb: table.",
        "Of compacted: upsertAs, keyType, typed.",
        "Of debezium: encoding, envelope, table, snapshot, unchanged, tombstones, upsertAs,"
            + " composite, nulls, temporal, json, unavailable, unavailableValue,"
            + " allowPartialOldImage, bytes, decimals, numbers, sets."
      },
      footer = {
        "",
        "Example: offshard tables add orders --topic cdc.orders --form debezium --hash-key id",
        "Next: offshard tables list"
      },
      mixinStandardHelpOptions = true)
  void add(
      @Mixin ServerFile server,
      @Parameters(paramLabel = "TABLE", description = "Name of the table.") String table,
      @Option(
              names = "--topic",
              paramLabel = "TOPIC",
              required = true,
              description = "The topic with its changes.")
          String topic,
      @Option(
              names = "--form",
              paramLabel = "FORM",
              required = true,
              description = "How they are told: dynamodb, debezium or compacted.")
          String form,
      @Option(
              names = "--hash-key",
              paramLabel = "NAME",
              required = true,
              description = "Name of the partition key.")
          String hash,
      @Option(names = "--range-key", paramLabel = "NAME", description = "Name of the sort key.")
          @Nullable String range,
      @Option(
              names = "--view",
              paramLabel = "VIEW",
              defaultValue = "NEW_AND_OLD_IMAGES",
              description = "What is shown: ${COMPLETION-CANDIDATES}.")
          ViewType view,
      @Option(
              names = {"-o", "--option"},
              paramLabel = "NAME=VALUE",
              description = "An option of the form, see above; may be given several times.")
          @Nullable Map<String, String> options,
      @Option(names = "--from-now", description = "Only what is written from now on.")
          boolean fromNow,
      @Option(
              names = "--stop-at-undecodable",
              description =
                  "Nobody reads past a record that is no change, instead of leaving it out.")
          boolean stop) {
    Config config = server.config(environment, Map.of());
    TableSpec spec = spec(table, hash, range, view, form, options, stop);
    if (spec.form().needsSchemas() && config.schemaRegistry().url().isEmpty()) {
      throw new Failure("encoding=avro needs schema-registry.url in the servers' configuration");
    }
    TableStream added = TableRegister.with(config, tables -> tables.enable(topic, spec, fromNow));
    out.print("%s%n".formatted(arns(config).stream(table, added.label())));
  }

  private static TableSpec spec(
      String table,
      String hash,
      @Nullable String range,
      ViewType view,
      String form,
      @Nullable Map<String, String> options,
      boolean stop) {
    try {
      return new TableSpec(
          table,
          new KeySchema(hash, range),
          view,
          new FormSpec(form, options == null ? Map.of() : options),
          stop ? Undecodable.STOP : Undecodable.SKIP);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  @Command(
      name = "disable",
      description = "Ends the stream of a table; what it has can be read for a day.",
      footer = {
        "",
        "Example: offshard tables disable orders",
        "Next: offshard tables remove orders, when nobody reads it any more"
      },
      mixinStandardHelpOptions = true)
  void disable(
      @Mixin ServerFile server,
      @Parameters(paramLabel = "TABLE", description = "Name of the table.") String table) {
    change(server, tables -> tables.disable(table));
    out.print("Table %s is disabled%n".formatted(table));
  }

  @Command(
      name = "remove",
      description = "Forgets a table with all its streams; the topic stays.",
      footer = {"", "Example: offshard tables remove orders", "See also: offshard tables list"},
      mixinStandardHelpOptions = true)
  void remove(
      @Mixin ServerFile server,
      @Parameters(paramLabel = "TABLE", description = "Name of the table.") String table) {
    change(server, tables -> tables.remove(table));
    out.print("Table %s is removed%n".formatted(table));
  }

  private void change(ServerFile server, Consumer<StreamTables> what) {
    boolean _ =
        TableRegister.with(
            server.config(environment, Map.of()),
            tables -> {
              what.accept(tables);
              return true;
            });
  }
}
