// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import io.offshard.it.client.JavaClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The AWS SDK for Java as users of DynamoDB set it up. It checks the checksums of answers. */
final class TableClients {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TableClients() {}

  /** The ARNs of a table's streams, in the order in which they are listed. */
  static List<String> streamsOf(DynamoDbStreamsClient streams, String table) {
    return streams.listStreams(request -> request.tableName(table)).streams().stream()
        .map(Stream::streamArn)
        .toList();
  }

  /** Waits until a table has a stream. */
  static String onlyStream(DynamoDbStreamsClient streams, String table) {
    return Awaitility.await(table)
        .atMost(PATIENCE)
        .until(() -> streamsOf(streams, table), arns -> arns.size() == 1)
        .getFirst();
  }

  /** Of the streams of tables. */
  static DynamoDbStreamsClient streams(URI endpoint) {
    return JavaClients.configured(DynamoDbStreamsClient.builder(), endpoint).build();
  }

  /** One that does not try again by itself. */
  static DynamoDbStreamsClient impatient(URI endpoint) {
    return JavaClients.configured(DynamoDbStreamsClient.builder(), endpoint)
        .overrideConfiguration(settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  /** Of the tables themselves. */
  static DynamoDbClient tables(URI endpoint) {
    return JavaClients.configured(DynamoDbClient.builder(), endpoint).build();
  }
}
