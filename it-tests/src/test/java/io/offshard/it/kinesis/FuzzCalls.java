// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls that the service knows, each with as many members as it can have. Those that would be at
 * the expense of Kafka are about a stream that is not there.
 */
final class FuzzCalls {
  private static final String NONE = "not-there";
  private static final String POLICY =
      """
      {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "kinesis:*", "Resource": "*"}]}
      """;

  private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/";
  private static final Map<String, String> TAGS = Map.of("team", "blue", "Ünïcode", "");

  private final Map<String, Map<String, Object>> calls = new HashMap<>();

  /** The calls, on a stream that is there. */
  static Map<String, Map<String, Object>> on(String stream, String iterator) {
    FuzzCalls all = new FuzzCalls();
    all.records(stream, iterator);
    all.streams(stream);
    all.settings(stream);
    all.attachments(stream);
    all.notServed();
    return Map.copyOf(all.calls);
  }

  private void records(String stream, String iterator) {
    byte[] data = {1, 2, 3, -1};
    Map<String, Object> record =
        Map.of("Data", data, "PartitionKey", "k\ud83d\ude00", "ExplicitHashKey", "12345");
    calls.put("GetRecords", Map.of("ShardIterator", iterator, "Limit", 5));
    calls.put(
        "GetShardIterator",
        Map.of(
            "StreamName",
            stream,
            "ShardId",
            "shardId-000000000000",
            "ShardIteratorType",
            "AT_TIMESTAMP",
            "Timestamp",
            1_700_000_000));
    calls.put(
        "PutRecord",
        Map.of("StreamName", stream, "Data", data, "PartitionKey", "k", "ExplicitHashKey", "0"));
    calls.put("PutRecords", Map.of("StreamName", stream, "Records", List.of(record, record)));
  }

  private void streams(String stream) {
    calls.put(
        "CreateStream",
        Map.of(
            "StreamName",
            stream,
            "ShardCount",
            1,
            "Tags",
            TAGS,
            "StreamModeDetails",
            Map.of("StreamMode", "PROVISIONED"),
            "MaxRecordSizeInKiB",
            1024));
    calls.put("DeleteStream", Map.of("StreamName", NONE, "EnforceConsumerDeletion", true));
    calls.put("DescribeLimits", Map.of());
    calls.put(
        "DescribeStream",
        Map.of("StreamName", stream, "Limit", 3, "ExclusiveStartShardId", "shardId-000000000000"));
    calls.put("DescribeStreamSummary", Map.of("StreamName", stream, "StreamARN", ARN + stream));
    calls.put(
        "ListShards",
        Map.of(
            "StreamName",
            stream,
            "MaxResults",
            3,
            "StreamCreationTimestamp",
            1_700_000_000,
            "ShardFilter",
            Map.of("Type", "AT_TIMESTAMP", "Timestamp", 1_700_000_000)));
    calls.put("ListStreams", Map.of("Limit", 3, "ExclusiveStartStreamName", "a"));
  }

  private void settings(String stream) {
    List<String> metrics = List.of("IncomingBytes", "ALL");
    Map<String, Object> key =
        Map.of("StreamName", NONE, "EncryptionType", "KMS", "KeyId", "alias/aws/kinesis");
    calls.put("AddTagsToStream", Map.of("StreamName", stream, "Tags", TAGS));
    calls.put("RemoveTagsFromStream", Map.of("StreamName", stream, "TagKeys", List.of("team")));
    calls.put(
        "ListTagsForStream", Map.of("StreamName", stream, "Limit", 3, "ExclusiveStartTagKey", "a"));
    calls.put("TagResource", Map.of("ResourceARN", ARN + NONE, "Tags", TAGS));
    calls.put("UntagResource", Map.of("ResourceARN", ARN + NONE, "TagKeys", List.of("team")));
    calls.put("ListTagsForResource", Map.of("ResourceARN", ARN + stream));
    calls.put("EnableEnhancedMonitoring", Map.of("StreamName", NONE, "ShardLevelMetrics", metrics));
    calls.put(
        "DisableEnhancedMonitoring", Map.of("StreamName", NONE, "ShardLevelMetrics", metrics));
    calls.put(
        "IncreaseStreamRetentionPeriod", Map.of("StreamName", NONE, "RetentionPeriodHours", 48));
    calls.put(
        "DecreaseStreamRetentionPeriod", Map.of("StreamName", NONE, "RetentionPeriodHours", 24));
    calls.put("StartStreamEncryption", key);
    calls.put("StopStreamEncryption", key);
    calls.put("UpdateMaxRecordSize", Map.of("StreamARN", ARN + NONE, "MaxRecordSizeInKiB", 2048));
    calls.put("DescribeAccountSettings", Map.of());
    calls.put(
        "UpdateAccountSettings",
        Map.of("MinimumThroughputBillingCommitment", Map.of("Status", "ENABLED")));
  }

  private void attachments(String stream) {
    Map<String, Object> consumer =
        Map.of(
            "StreamARN",
            ARN + stream,
            "ConsumerName",
            "app",
            "ConsumerARN",
            ARN + stream + "/consumer/app:1");
    calls.put(
        "RegisterStreamConsumer",
        Map.of("StreamARN", ARN + NONE, "ConsumerName", "app", "Tags", TAGS));
    calls.put("DeregisterStreamConsumer", consumer);
    calls.put("DescribeStreamConsumer", consumer);
    calls.put(
        "ListStreamConsumers",
        Map.of(
            "StreamARN", ARN + stream, "MaxResults", 3, "StreamCreationTimestamp", 1_700_000_000));
    calls.put("PutResourcePolicy", Map.of("ResourceARN", ARN + NONE, "Policy", POLICY));
    calls.put("GetResourcePolicy", Map.of("ResourceARN", ARN + stream));
    calls.put("DeleteResourcePolicy", Map.of("ResourceARN", ARN + NONE));
    calls.put(
        "UpdateStreamMode",
        Map.of("StreamARN", ARN + NONE, "StreamModeDetails", Map.of("StreamMode", "ON_DEMAND")));
    calls.put(
        "UpdateStreamWarmThroughput", Map.of("StreamARN", ARN + NONE, "WarmThroughputMiBps", 8));
  }

  private void notServed() {
    for (String operation : List.of("SubscribeToShard", "UpdateShardCount", "MakeCoffee")) {
      calls.put(operation, Map.of("StreamName", NONE, "TargetShardCount", 2));
    }
  }
}
