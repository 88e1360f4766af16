// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.Program;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Offshard with tables in all conditions in which calls are refused: one that lacks its oldest
 * records, one that is gone, and iterators of all of them.
 */
record RefusedTables(ServerInThisJvm server, TablePlace place) implements AutoCloseable {

  static RefusedTables start(Path directory) {
    String name = StreamNames.fresh("refused");
    OwnedTopic topic =
        OwnedTopic.create(SharedServer.broker().bootstrapServers(), name, 1, Map.of());
    ServerInThisJvm server =
        new ServerInThisJvm(
            directory,
            Map.of(
                "OFFSHARD_STREAMS_NATIVE_POLL",
                "200ms",
                "OFFSHARD_TABLES",
                "[%s, %s, %s]"
                    .formatted(table(name, ""), table(name, "-other"), table(name, "-gone"))));
    try (DynamoDbStreamsClient streams = TableClients.streams(server.endpoint());
        KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of())) {
      ItemWriter writer = new ItemWriter(ItemWriter.kafka(producer, name), "item-", 1);
      for (int i = 0; i < 3; i++) {
        writer.turn();
      }
      return new RefusedTables(server, place(directory, server, streams, topic));
    }
  }

  private static String table(String topic, String suffix) {
    return "{name: %s%s, topic: %s, form: dynamodb, hash-key: id}".formatted(topic, suffix, topic);
  }

  private static TablePlace place(
      Path directory, ServerInThisJvm server, DynamoDbStreamsClient streams, OwnedTopic topic) {
    String arn = TableClients.onlyStream(streams, topic.name());
    String trimmed = iterator(streams, topic.name());
    List<Record> records = streams.getRecords(request -> request.shardIterator(trimmed)).records();
    topic.admin(
        admin ->
            admin
                .deleteRecords(
                    Map.of(new TopicPartition(topic.name(), 0), RecordsToDelete.beforeOffset(2)))
                .all()
                .get());

    Map<String, String> names = TablePlace.names(streams, arn);
    names.put("trimmedIterator", trimmed);
    // The first one is where the shard starts, which is never too old to begin at.
    names.put("trimmedNumber", records.get(1).dynamodb().sequenceNumber());
    server.clock().holdAfter(TablePlace.TOO_OLD.negated());
    names.put("expiredIterator", iterator(streams, topic.name()));
    server.clock().release();
    names.put("foreignIterator", arn + sealed(iterator(streams, topic.name() + "-other")));
    names.put("otherLabel", arn.substring(0, arn.length() - 1) + "x" + sealed(trimmed));
    String kinesis = kinesisIterator(server, topic);
    names.put("kinesisIterator", kinesis);
    names.put("kinesisInside", arn + "|1|" + kinesis);
    names.put("goneIterator", iterator(streams, topic.name() + "-gone"));
    remove(directory, server, topic.name() + "-gone");
    return new TablePlace(server.endpoint(), Map.copyOf(names));
  }

  private static String iterator(DynamoDbStreamsClient streams, String table) {
    String arn = TableClients.onlyStream(streams, table);
    return streams
        .getShardIterator(
            request ->
                request
                    .streamArn(arn)
                    .shardId(ShardList.first(streams, arn).shardId())
                    .shardIteratorType(TRIM_HORIZON))
        .shardIterator();
  }

  /** What stands behind the ARN. */
  private static String sealed(String iterator) {
    return iterator.substring(iterator.indexOf('|'));
  }

  private static String kinesisIterator(ServerInThisJvm server, OwnedTopic topic) {
    try (KinesisClient kinesis = JavaClients.sync(server.endpoint())) {
      return new LiveStream(kinesis, topic.name(), 1)
          .iterator(
              0, software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON);
    }
  }

  private static void remove(Path directory, ServerInThisJvm server, String table) {
    Program program =
        Program.of(directory.resolve("cli"), "tables", "remove", table)
            .with("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", SharedServer.broker().bootstrapServers())
            .with("OFFSHARD_LINEAGE_TOPIC", server.lineage());
    try (Program.Run run = program.start()) {
      assertThat(run.awaitEnd()).as(run.output()).isZero();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
