// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A database, Debezium that captures it into the shared broker, a schema registry for that, and a
 * server that shows the topics as tables.
 */
final class DebeziumScene implements AutoCloseable {
  /**
   * What stands before the topics of Debezium's own form, of that without schemas, of rows, and of
   * Avro.
   */
  static final List<String> FORMS = List.of("", "plain.", "flat.", "avro.");

  final Postgres postgres;
  final RegistryProcess registry;
  final OffshardProcess server;
  final DynamoDbStreamsClient client;
  private final DebeziumProcess debezium;

  /**
   * Starts all of them.
   *
   * @param rows makes the tables of the database, and rows that a snapshot finds
   * @param topics that Debezium writes, without what stands before
   * @param tables as in the server's configuration
   */
  DebeziumScene(
      Path database,
      Path directory,
      String rows,
      List<Map<String, String>> connectors,
      List<String> topics,
      List<String> tables) {
    registry = RegistryProcess.start(directory.resolve("registry"));
    postgres = Postgres.start(database);
    postgres.run(rows);
    String kafka = SharedServer.broker().bootstrapServers();
    for (String topic : topics) {
      FORMS.forEach(form -> OwnedTopic.create(kafka, form + topic, 1, Map.of()));
    }
    registry.awaitReady();
    debezium =
        DebeziumProcess.start(
            directory.resolve("debezium"),
            kafka,
            registry.url(),
            connectors.stream().map(this::settings).toList());
    server =
        OffshardProcess.serve(
            directory.resolve("server"),
            kafka,
            Map.of(
                "OFFSHARD_LINEAGE_TOPIC",
                "__lineage-" + StreamNames.fresh("debezium"),
                "OFFSHARD_TABLES",
                tables.toString(),
                "OFFSHARD_SCHEMA_REGISTRY_URL",
                registry.url() + "/apis/ccompat/v7"));
    client = TableFeed.client(server.endpoint());
  }

  /** What connectors of PostgreSQL have in common, and what is a connector's own. */
  private Map<String, String> settings(Map<String, String> own) {
    Map<String, String> all = new HashMap<>(own);
    all.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    all.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    all.put("database.hostname", "127.0.0.1");
    all.put("database.port", Integer.toString(postgres.port()));
    all.put("database.user", Postgres.USER);
    all.put("database.password", "");
    all.put("database.dbname", Postgres.DATABASE);
    all.put("plugin.name", "pgoutput");
    return all;
  }

  /** Follows a table from its beginning. */
  TableFeed feed(String table) {
    return new TableFeed(client, table);
  }

  /** Fails when nothing is captured any more. */
  void requireAlive() {
    debezium.requireAlive();
  }

  @Override
  public void close() {
    client.close();
    server.close();
    debezium.close();
    registry.close();
    postgres.close();
  }
}
