// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.MemoryTopics;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KinesisTableTest {
  private static OperationTable table() {
    MemoryLineage store = new MemoryLineage();
    PendingWork work = new PendingWork(store, new MemoryTopics(), time -> {}, new LaterExecutor());
    try (Meters meters = new Meters()) {
      return KinesisTable.create(
          new KinesisCore(
              new Account("000000000000", "us-east-1"),
              new StreamCatalog(store),
              new StreamLifecycle(store, work, 1, 1, UUID::randomUUID),
              new RecordReader(new MemoryPartition(), Clock.systemUTC()),
              new RecordWriter(records -> List.of()),
              new TokenCodec(
                  new Keyring(List.of(new SigningKey("test", new byte[32]))), TokenDialect.KINESIS),
              meters,
              Clock.systemUTC(),
              1,
              1,
              1));
    }
  }

  @Test
  void holdsThe39OperationsOfTheServiceSorted() {
    List<String> names = table().operations().stream().map(Operation::name).toList();

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
  void saysOfEachOperationThatIsNotServedWhy() {
    assertThat(table().operations())
        .filteredOn(Operation.Unsupported.class::isInstance)
        .allSatisfy(
            operation -> {
              String reason = ((Operation.Unsupported) operation).reason();
              assertThat(reason).isNotBlank().doesNotEndWith(".");
            });
  }
}
