// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Kafka can let its users do with a topic, as far as calls need it. */
public enum TopicRight {
  DESCRIBE,
  READ,
  WRITE,
  CREATE,
  DELETE,
  ALTER,
  ALTER_CONFIGS;

  private static final Map<Set<TopicRight>, List<String>> OPERATIONS =
      Map.of(
          Set.of(DESCRIBE),
          List.of(
              "DescribeStream",
              "DescribeStreamConsumer",
              "DescribeStreamSummary",
              "DescribeTable",
              "GetResourcePolicy",
              "ListShards",
              "ListStreamConsumers",
              "ListTagsForResource",
              "ListTagsForStream"),
          Set.of(READ),
          List.of(
              "DeregisterStreamConsumer",
              "GetRecords",
              "GetShardIterator",
              "RegisterStreamConsumer",
              "Seek",
              "SeekShard",
              "SubscribeToShard",
              // What is kept below a stream is where its readers stand, and what they keep there.
              "GetItem",
              "GetItems",
              "GetObject",
              "HeadObject",
              "PutItem",
              "PutObject",
              "UpdateItem"),
          Set.of(WRITE),
          List.of("PutRecord", "PutRecords"),
          Set.of(CREATE),
          List.of("CreateStream"),
          Set.of(DELETE),
          List.of("DeleteObject", "DeleteStream"),
          Set.of(ALTER),
          List.of("MergeShards", "SplitShard", "UpdateShardCount"),
          Set.of(ALTER_CONFIGS),
          List.of(
              "AddTagsToStream",
              "DecreaseStreamRetentionPeriod",
              "DeleteResourcePolicy",
              "DisableEnhancedMonitoring",
              "EnableEnhancedMonitoring",
              "IncreaseStreamRetentionPeriod",
              "PutResourcePolicy",
              "RemoveTagsFromStream",
              "SetWriteQuota",
              "StartStreamEncryption",
              "StopStreamEncryption",
              "TagResource",
              "UntagResource",
              "UpdateMaxRecordSize"),
          Set.of(ALTER, ALTER_CONFIGS),
          List.of("UpdateStream", "UpdateStreamMode", "UpdateStreamWarmThroughput"));

  private static final Map<String, Set<TopicRight>> NEEDED = byOperation();

  private static Map<String, Set<TopicRight>> byOperation() {
    Map<String, Set<TopicRight>> needed = new HashMap<>();
    OPERATIONS.forEach((rights, names) -> names.forEach(name -> needed.put(name, rights)));
    return Map.copyOf(needed);
  }

  /**
   * What an action on a stream needs of the stream's topic; empty for one that is not known, which
   * nobody may do.
   *
   * @param action for example {@code kinesis:PutRecord}
   */
  public static Set<TopicRight> neededFor(String action) {
    return NEEDED.getOrDefault(action.substring(action.indexOf(':') + 1), Set.of());
  }
}
