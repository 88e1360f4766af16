// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes of all kinds to a table with a hash key and a range key. */
record SomeWrites(DynamoDbClient dynamoDb, String table) {

  static SomeWrites create(DynamoDbClient dynamoDb, StreamViewType view) {
    String table = table(view);
    dynamoDb.createTable(
        request ->
            request
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    key("id", ScalarAttributeType.S), key("at", ScalarAttributeType.N))
                .keySchema(part("id", KeyType.HASH), part("at", KeyType.RANGE))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view)));
    return new SomeWrites(dynamoDb, table);
  }

  static String table(StreamViewType view) {
    return "writes-" + view;
  }

  private static AttributeDefinition key(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** Only one. */
  void one() {
    put("bare", 1, Map.of());
  }

  /** The same on each table. */
  void all() {
    puts();
    updates();
    batches();
    deletes();
  }

  private void puts() {
    put("bare", 1, Map.of());
    put("text", 1, Map.of("s", fromS("Grüße \"\\ \ud83d\ude00 /"), "empty", fromS("")));
    for (String number :
        List.of("0", "-0.0", "1.50", "100", "1E+20", "-0.001", "123456789012345678901234567890")) {
      put("numbers", 1, Map.of("n", fromN(number), "ns", fromNs(List.of(number, "7"))));
    }
    put("numbers", 2, Map.of("n", fromN("1".repeat(38)), "least", fromN("1E-130")));
    put("numbers", 3, Map.of("most", fromN("9.9999999999999999999999999999999999999E+125")));
    put("flags", 1, Map.of("yes", fromBool(true), "no", fromBool(false), "nil", fromNul(true)));
    put("bytes", 1, Map.of("b", bytes(0, -1, 127), "bs", bytesSet()));
    put("sets", 1, Map.of("ss", fromSs(List.of("b", "a")), "ns", fromNs(List.of("2", "10", "1"))));
    // DynamoDB Local leaves numbers inside of documents as they are; DynamoDB does not.
    put(
        "nested",
        1,
        Map.of(
            "l", fromL(List.of(fromS("x"), fromN("1"), fromL(List.of()), fromM(Map.of()))),
            "m", fromM(Map.of("in", fromM(Map.of("deep", bytes(1), "l", fromL(List.of()))))),
            "S", fromS("a name like a type")));
    put("nested", 1, Map.of("l", fromL(List.of())));
    // Not a change at all.
    put("nested", 1, Map.of("l", fromL(List.of())));
  }

  private void updates() {
    update("text", "SET s = :v", fromS("other"));
    update("text", "SET added = :v", fromN("5"));
    update("text", "ADD added :v", fromN("2.5"));
    update("sets", "ADD ss :v", fromSs(List.of("c")));
    update("sets", "DELETE ns :v", fromNs(List.of("10")));
    update("new", "SET made = :v", fromBool(true));
    dynamoDb.updateItem(
        request -> request.tableName(table).key(key("new", 1)).updateExpression("REMOVE made"));
  }

  private void batches() {
    List<WriteRequest> puts =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    WriteRequest.builder()
                        .putRequest(put -> put.item(item("batch", i, Map.of("i", fromN("" + i)))))
                        .build())
            .toList();
    dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, puts)));
    List<WriteRequest> deletes =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key("batch", i)))
                        .build())
            .toList();
    dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, deletes)));
  }

  private void deletes() {
    for (String id : List.of("bare", "bytes", "nested", "not there")) {
      dynamoDb.deleteItem(request -> request.tableName(table).key(key(id, 1)));
    }
    put("bare", 1, Map.of("back", fromBool(true)));
  }

  private void update(String id, String expression, AttributeValue value) {
    dynamoDb.updateItem(
        request ->
            request
                .tableName(table)
                .key(key(id, 1))
                .updateExpression(expression)
                .expressionAttributeValues(Map.of(":v", value)));
  }

  private void put(String id, int at, Map<String, AttributeValue> more) {
    dynamoDb.putItem(request -> request.tableName(table).item(item(id, at, more)));
  }

  private static Map<String, AttributeValue> item(
      String id, int at, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new HashMap<>(more);
    item.putAll(key(id, at));
    return item;
  }

  private static Map<String, AttributeValue> key(String id, int at) {
    return Map.of("id", fromS(id), "at", fromN(Integer.toString(at)));
  }

  private static AttributeValue bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return fromB(SdkBytes.fromByteArray(bytes));
  }

  private static AttributeValue bytesSet() {
    return fromBs(List.of(bytes(1, 2).b(), bytes(3).b()));
  }
}
