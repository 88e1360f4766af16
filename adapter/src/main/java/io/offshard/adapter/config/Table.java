// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A topic that DynamoDB Streams shows as the changes of a table. */
public record Table(
    @Doc("Name of the table.")
        @Matches(pattern = "[a-zA-Z0-9_.-]{3,255}", says = "3 to 255 letters, digits, ., - or _")
        String name,
    @Doc("The topic that holds its changes; it becomes a stream as if `streams.expose` named it.")
        @Matches(
            pattern = "[a-zA-Z0-9._-]{1,249}",
            says = "a Kafka topic name: 1 to 249 letters, digits, ., _ or -")
        String topic,
    @Doc("How its records tell of changes: `dynamodb`, `debezium` or `compacted`.")
        @Matches(pattern = "dynamodb|debezium|compacted", says = "dynamodb, debezium or compacted")
        String form,
    @Doc("Name of the partition key.") @Matches(pattern = ".{1,255}", says = "1 to 255 characters")
        String hashKey,
    @Doc("Name of the sort key, if there is one.")
        @Matches(pattern = ".{1,255}", says = "1 to 255 characters")
        Optional<String> rangeKey,
    @Doc("What the stream shows of an item.") @Default("new-and-old-images") ViewType view,
    @Doc("Options of the form.") @Default("{}") Map<String, String> options,
    @Doc("Whether only what is written from the registration on belongs to the stream.")
        @Default("false")
        boolean fromNow,
    @Doc("What becomes of a record that is no change: `skip` it, or `stop` there.") @Default("skip")
        Undecodable undecodable) {

  /** How its records tell of changes. */
  public FormSpec spec() {
    return new FormSpec(form, options);
  }

  /** Makes sure that there is a registry, if one of the tables needs it. */
  static void requireRegistry(List<Table> tables, RegistryAccess registry) {
    for (Table table : tables) {
      if (table.spec().needsSchemas() && registry.url().isEmpty()) {
        throw new IllegalArgumentException(
            "tables: "
                + table.name
                + " has encoding: avro, for which schema-registry.url must be set");
      }
    }
  }
}
