// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The table in which an application of the library keeps its leases and its other state. It has the
 * application's name.
 */
public record LeaseTable(DynamoDbClient dynamoDb, String application) implements AutoCloseable {

  private static final String KEY = "leaseKey";
  private static final String OWNER = "leaseOwner";

  /**
   * Creates it as the library does, with its index. Of one that it has to make itself it waits 10 s
   * for the index.
   */
  public static LeaseTable create(URI endpoint, String application) {
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    dynamoDb.createTable(
        table ->
            table
                .tableName(application)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(KEY), text(OWNER))
                .keySchema(part(KEY, KeyType.HASH))
                .globalSecondaryIndexes(index()));
    return new LeaseTable(dynamoDb, application);
  }

  /**
   * Whether a worker has written which version of the library the application has. Two that come to
   * this point together end in a state from which one of them never recovers.
   */
  boolean hasVersion() {
    Map<String, AttributeValue> key =
        Map.of(KEY, AttributeValue.builder().s("Migration3.0").build());
    return dynamoDb.getItem(item -> item.tableName(application).key(key)).hasItem();
  }

  @Override
  public void close() {
    dynamoDb.close();
  }

  private static GlobalSecondaryIndex index() {
    return GlobalSecondaryIndex.builder()
        .indexName("LeaseOwnerToLeaseKeyIndex")
        .keySchema(part(OWNER, KeyType.HASH), part(KEY, KeyType.RANGE))
        .projection(what -> what.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
