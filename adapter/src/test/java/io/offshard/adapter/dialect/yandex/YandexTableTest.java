// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.dialect.Operation;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class YandexTableTest {
  private static final Collection<Operation> OPERATIONS =
      YandexTable.create(EmptyDatabase.create()).operations();

  @Test
  void servesWhatIsDocumentedAndWhatTheOpenServerHas() {
    assertThat(OPERATIONS)
        .filteredOn(Operation.Served.class::isInstance)
        .extracting(Operation::name)
        .containsExactly(
            "CreateStream",
            "DecreaseStreamRetentionPeriod",
            "DeleteStream",
            "DeregisterStreamConsumer",
            "DescribeStream",
            "DescribeStreamSummary",
            "GetRecords",
            "GetShardIterator",
            "IncreaseStreamRetentionPeriod",
            "ListShards",
            "ListStreamConsumers",
            "ListStreams",
            "PutRecord",
            "PutRecords",
            "RegisterStreamConsumer",
            "SetWriteQuota",
            "UpdateShardCount",
            "UpdateStream",
            "UpdateStreamMode");
  }

  @Test
  void refusesByNameWhatTheServiceDeclaresAndLeavesOut() {
    assertThat(OPERATIONS)
        .filteredOn(Operation.Unsupported.class::isInstance)
        .hasSize(12)
        .allSatisfy(
            operation ->
                assertThat(((Operation.Unsupported) operation).reason())
                    .isNotBlank()
                    .doesNotEndWith("."));
  }
}
