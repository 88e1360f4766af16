// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.dialect.Operation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KinesisTableTest {
  @Test
  void holdsThe39OperationsOfTheServiceSorted() {
    List<String> names =
        KinesisTable.create(EmptyCore.create()).operations().stream().map(Operation::name).toList();

    assertThat(names)
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSize(39)
        .containsExactly(
            "AddTagsToStream",
            "CreateStream",
            "DecreaseStreamRetentionPeriod",
            "DeleteResourcePolicy",
            "DeleteStream",
            "DeregisterStreamConsumer",
            "DescribeAccountSettings",
            "DescribeLimits",
            "DescribeStream",
            "DescribeStreamConsumer",
            "DescribeStreamSummary",
            "DisableEnhancedMonitoring",
            "EnableEnhancedMonitoring",
            "GetRecords",
            "GetResourcePolicy",
            "GetShardIterator",
            "IncreaseStreamRetentionPeriod",
            "ListShards",
            "ListStreamConsumers",
            "ListStreams",
            "ListTagsForResource",
            "ListTagsForStream",
            "MergeShards",
            "PutRecord",
            "PutRecords",
            "PutResourcePolicy",
            "RegisterStreamConsumer",
            "RemoveTagsFromStream",
            "SplitShard",
            "StartStreamEncryption",
            "StopStreamEncryption",
            "SubscribeToShard",
            "TagResource",
            "UntagResource",
            "UpdateAccountSettings",
            "UpdateMaxRecordSize",
            "UpdateShardCount",
            "UpdateStreamMode",
            "UpdateStreamWarmThroughput");
  }

  @Test
  void eachOperationHasARateButThoseWhoseShardsHaveOneAndThoseThatAreCountedByTheDay() {
    Set<String> counted = Set.of("UpdateStreamMode");
    Set<String> ofShards =
        Set.of("GetRecords", "GetShardIterator", "PutRecord", "PutRecords", "SubscribeToShard");
    assertThat(KinesisTable.create(EmptyCore.create()).operations())
        .extracting(Operation::name)
        .filteredOn(name -> !counted.contains(name) && !ofShards.contains(name))
        .containsExactlyInAnyOrderElementsOf(KinesisRates.ALL.keySet());
  }

  @Test
  void saysOfEachOperationThatIsNotServedWhy() {
    assertThat(KinesisTable.create(EmptyCore.create()).operations())
        .filteredOn(Operation.Unsupported.class::isInstance)
        .allSatisfy(
            operation -> {
              String reason = ((Operation.Unsupported) operation).reason();
              assertThat(reason).isNotBlank().doesNotEndWith(".");
            });
  }
}
