// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.TableRegister;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Every operation on tables and their streams, on a table with one change. */
record TableTour(String table) {
  private static final String CHANGE =
      """
      {"eventName": "INSERT", "dynamodb": {"Keys": {"id": {"S": "c1"}},
        "NewImage": {"id": {"S": "c1"}, "total": {"N": "12.50"}}}}\
      """;

  /** Registers a table of the shared server, with a change that PutRecord writes. */
  static TableTour begin() {
    LiveStream stream = LiveStream.create(JavaClients.shared(), 1);
    stream.put(0, "c1", SdkBytes.fromUtf8String(CHANGE).asByteArray());
    String table = StreamNames.fresh("tour-table");
    String yaml =
        "kafka: {bootstrap.servers: '%s'}".formatted(SharedServer.broker().bootstrapServers());
    Config config = ConfigLoader.load(Profile.DEV, yaml, Map.of());
    TableSpec spec =
        new TableSpec(
            table,
            new KeySchema("id", null),
            ViewType.NEW_IMAGE,
            new FormSpec("dynamodb", Map.of()),
            Undecodable.SKIP);
    var _ = TableRegister.with(config, tables -> tables.enable(stream.name(), spec, false));
    return new TableTour(table);
  }

  void cli(AwsCli aws) {
    assertThat(aws.call("dynamodb", "list-tables").toString()).contains(table);
    String arn =
        CliTour.at(
            aws.call("dynamodb", "describe-table", "--table-name", table), "Table.LatestStreamArn");
    String stream = "dynamodbstreams";
    assertThat(
            CliTour.at(
                aws.call(stream, "list-streams", "--table-name", table), "Streams.0.StreamArn"))
        .isEqualTo(arn);
    String shard =
        CliTour.at(
            aws.call(stream, "describe-stream", "--stream-arn", arn),
            "StreamDescription.Shards.0.ShardId");
    String iterator =
        CliTour.at(
            aws.call(
                stream,
                "get-shard-iterator",
                "--stream-arn",
                arn,
                "--shard-id",
                shard,
                "--shard-iterator-type",
                "TRIM_HORIZON"),
            "ShardIterator");
    JsonNode page = aws.call(stream, "get-records", "--shard-iterator", iterator);
    assertThat(CliTour.at(page, "Records.0.dynamodb.NewImage.total.N")).isEqualTo("12.5");
  }

  void java(URI endpoint) {
    try (DynamoDbClient tables =
            JavaClients.configured(DynamoDbClient.builder(), endpoint).build();
        DynamoDbStreamsClient streams =
            JavaClients.configured(DynamoDbStreamsClient.builder(), endpoint).build()) {
      assertThat(tables.listTables().tableNames()).contains(table);
      String arn = tables.describeTable(r -> r.tableName(table)).table().latestStreamArn();
      assertThat(streams.listStreams(r -> r.tableName(table)).streams())
          .singleElement()
          .satisfies(listed -> assertThat(listed.streamArn()).isEqualTo(arn));
      String shard =
          streams
              .describeStream(r -> r.streamArn(arn))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      String iterator =
          streams
              .getShardIterator(
                  r ->
                      r.streamArn(arn)
                          .shardId(shard)
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      assertThat(streams.getRecords(r -> r.shardIterator(iterator)).records())
          .singleElement()
          .satisfies(
              record ->
                  assertThat(record.dynamodb().newImage())
                      .containsEntry("total", AttributeValue.fromN("12.5")));
    }
  }
}
