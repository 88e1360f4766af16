// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static software.amazon.awssdk.services.dynamodb.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.kcl.DynamoDbLocal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A server with a table that has a stream, and the names of what can be asked of it. */
record TablePlace(URI endpoint, Map<String, String> names) {
  static final Duration TOO_OLD = Duration.ofMinutes(16);

  /** What every place has: the first shard of the stream, its first record, an iterator of it. */
  static Map<String, String> names(DynamoDbStreamsClient streams, String arn) {
    Map<String, String> names = new HashMap<>();
    Shard shard = ShardList.first(streams, arn);
    String iterator =
        streams
            .getShardIterator(
                request ->
                    request.streamArn(arn).shardId(shard.shardId()).shardIteratorType(TRIM_HORIZON))
            .shardIterator();
    names.put("stream", arn);
    names.put(
        "missing",
        arn.substring(0, arn.indexOf(":table/")) + ":table/missing/stream/2026-01-01T00:00:00.000");
    names.put("shard", shard.shardId());
    names.put("otherShard", "shardId-00000001600000000000-0000000f");
    names.put("iterator", iterator);
    names.put(
        "number",
        streams
            .getRecords(request -> request.shardIterator(iterator))
            .records()
            .getFirst()
            .dynamodb()
            .sequenceNumber());
    return names;
  }

  /** DynamoDB Local with a table of one item. */
  static TablePlace local(DynamoDbLocal local) {
    try (DynamoDbClient tables = TableClients.tables(local.endpoint());
        DynamoDbStreamsClient streams = TableClients.streams(local.endpoint())) {
      SomeWrites writes = SomeWrites.create(tables, StreamViewType.NEW_AND_OLD_IMAGES);
      writes.one();
      Map<String, String> names = names(streams, TableClients.onlyStream(streams, writes.table()));
      names.put("expiredIterator", older(names.getOrDefault("iterator", "")));
      return new TablePlace(local.endpoint(), names);
    }
  }

  /** Its iterators are not signed: shard, number and time of issue. */
  private static String older(String iterator) {
    int sealed = iterator.lastIndexOf('|') + 1;
    String[] parts =
        new String(Base64.getDecoder().decode(iterator.substring(sealed)), UTF_8).split("\\|", -1);
    String old =
        "%s|%s|%021d".formatted(parts[0], parts[1], Instant.now().minus(TOO_OLD).toEpochMilli());
    return iterator.substring(0, sealed) + Base64.getEncoder().encodeToString(old.getBytes(UTF_8));
  }
}
