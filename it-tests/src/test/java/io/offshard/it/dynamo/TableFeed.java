// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Follows the stream of a table that has one shard, with the AWS SDK for Java. */
final class TableFeed {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final DynamoDbStreamsClient client;
  private final String table;
  private final List<Record> records = new ArrayList<>();
  private String iterator;

  /** The SDK's client as its users set it up. */
  static DynamoDbStreamsClient client(URI endpoint) {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  /** Begins with the oldest record; waits until the table has a stream. */
  TableFeed(DynamoDbStreamsClient client, String table) {
    this.client = client;
    this.table = table;
    List<Stream> streams =
        Awaitility.await("the stream of " + table)
            .atMost(LIMIT)
            .until(
                () -> client.listStreams(request -> request.tableName(table)).streams(),
                found -> !found.isEmpty());
    String arn = streams.get(0).streamArn();
    List<Shard> shards =
        client.describeStream(request -> request.streamArn(arn)).streamDescription().shards();
    if (shards.size() != 1) {
      throw new AssertionError(shards);
    }
    this.iterator =
        client
            .getShardIterator(
                request ->
                    request
                        .streamArn(arn)
                        .shardId(shards.get(0).shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
  }

  /**
   * Waits until there is a change that begins so, as {@link ShownChange} shows it, and answers all
   * that have come since the last such call.
   *
   * @param working fails when nothing more can come
   */
  List<Record> until(String start, Runnable working) {
    try {
      Awaitility.await(table + ": " + start)
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                working.run();
                return page().stream().anyMatch(news -> ShownChange.of(news).startsWith(start));
              });
    } catch (RuntimeException e) {
      throw new AssertionError("only " + records.stream().map(ShownChange::of).toList(), e);
    }
    List<Record> all = List.copyOf(records);
    records.clear();
    return all;
  }

  /** One call of GetRecords. */
  List<Record> page() {
    GetRecordsResponse page = client.getRecords(request -> request.shardIterator(iterator));
    iterator = page.nextShardIterator();
    records.addAll(page.records());
    return page.records();
  }
}
