// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.yandex;

import io.offshard.it.kinesis.Encoding;
import io.offshard.it.kinesis.Fuzzing;
import io.offshard.it.server.SharedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever arrives in a body is answered and never with an error of the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class YandexFuzzIT {
  private static final String STREAM = "fuzz/stream";
  private static final String SHARD = "shard-000000";

  /** What would be at the expense of Kafka is about it. */
  private static final String NONE = SharedServer.DATABASE + "/not/there";

  private final Fuzzing server =
      Fuzzing.start(
          "yandexfuzz",
          SharedServer.DATABASE,
          Map.of(
              "OFFSHARD_DIALECTS",
              "[kinesis, yandex]",
              "OFFSHARD_YANDEX_DATABASE",
              SharedServer.DATABASE));

  @BeforeAll
  void createsAStream() {
    YandexCall yandex = new YandexCall(server.endpoint());
    var _ =
        yandex.succeed(
            "CreateStream", "{\"StreamName\":\"%s\",\"ShardCount\":1}".formatted(STREAM));
    String iterator =
        yandex
            .succeed(
                "GetShardIterator",
                "{\"StreamName\":\"%s\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
                    .formatted(STREAM, SHARD))
            .field("ShardIterator")
            .orElseThrow()
            .asString();
    Map<String, Map<String, Object>> calls = new HashMap<>(records(iterator));
    calls.putAll(streams());
    calls.putAll(settings());
    server.send(calls, STREAM);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Map<String, Map<String, Object>> records(String iterator) {
    byte[] data = {1, 2, 3, -1};
    Map<String, Object> record =
        Map.of("Data", data, "PartitionKey", "k\ud83d\ude00", "ExplicitHashKey", "12345");
    return Map.of(
        "GetRecords", Map.of("ShardIterator", iterator, "Limit", 5),
        "GetShardIterator",
            Map.of(
                "StreamName",
                STREAM,
                "ShardId",
                SHARD,
                "ShardIteratorType",
                "AT_SEQUENCE_NUMBER",
                "StartingSequenceNumber",
                "0",
                "Timestamp",
                1_700_000_000),
        "PutRecord",
            Map.of("StreamName", STREAM, "Data", data, "PartitionKey", "k", "ExplicitHashKey", "0"),
        "PutRecords", Map.of("StreamName", STREAM, "Records", List.of(record, record)));
  }

  private static Map<String, Map<String, Object>> streams() {
    return Map.of(
        "CreateStream", Map.of("StreamName", STREAM, "ShardCount", 1, "RetentionPeriodHours", 4),
        "DeleteStream", Map.of("StreamName", NONE, "EnforceConsumerDeletion", true),
        "DescribeStream", Map.of("StreamName", STREAM, "Limit", 3, "ExclusiveStartShardId", SHARD),
        "DescribeStreamSummary", Map.of("StreamName", SharedServer.DATABASE + "/" + STREAM),
        "ListShards",
            Map.of(
                "StreamName",
                STREAM,
                "MaxResults",
                3,
                "ShardFilter",
                Map.of("Type", "AFTER_SHARD_ID", "ShardId", SHARD)),
        "ListStreams", Map.of("Limit", 3, "ExclusiveStartStreamName", "a", "Recurse", true),
        "ListStreamConsumers", Map.of("StreamARN", STREAM, "MaxResults", 1),
        "RegisterStreamConsumer", Map.of("StreamArn", STREAM, "ConsumerName", "app"),
        "DeregisterStreamConsumer", Map.of("StreamArn", STREAM, "ConsumerName", "app"),
        "MakeCoffee", Map.of("StreamName", STREAM));
  }

  private static Map<String, Map<String, Object>> settings() {
    return Map.of(
        "IncreaseStreamRetentionPeriod", Map.of("StreamName", STREAM, "RetentionPeriodHours", 48),
        "DecreaseStreamRetentionPeriod", Map.of("StreamName", NONE, "RetentionPeriodHours", 24),
        "SetWriteQuota", Map.of("StreamName", STREAM, "WriteQuotaKbPerSec", 1024),
        "UpdateShardCount", Map.of("StreamName", NONE, "TargetShardCount", 2),
        "UpdateStream",
            Map.of(
                "StreamName", NONE,
                "TargetShardCount", 2,
                "RetentionPeriodHours", 24,
                "WriteQuotaKbPerSec", 1024),
        "UpdateStreamMode",
            Map.of("StreamArn", NONE, "StreamModeDetails", Map.of("StreamMode", "PROVISIONED")));
  }

  @Test
  void whateverArrivesIsAnswered() {
    server.nearlyRight();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsHardOnAParserIsAnswered(Encoding encoding) {
    server.hardOnAParser(encoding, List.of("PutRecords", "UpdateStream", "GetShardIterator"));
  }
}
