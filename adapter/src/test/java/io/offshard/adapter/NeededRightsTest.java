// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.dynamodb.DynamoTable;
import io.offshard.adapter.dialect.dynamodb.EmptyTables;
import io.offshard.adapter.dialect.kinesis.EmptyCore;
import io.offshard.adapter.dialect.kinesis.KinesisTable;
import io.offshard.adapter.dialect.v3io.EmptyContainers;
import io.offshard.adapter.dialect.yandex.EmptyDatabase;
import io.offshard.adapter.dialect.yandex.YandexTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeededRightsTest {
  @Test
  void everyServedOperationOnStreamsNeedsSomethingOfKafka() {
    List<OperationTable> tables = new ArrayList<>(List.of(KinesisTable.create(EmptyCore.create())));
    tables.addAll(DynamoTable.create(EmptyTables.create()));
    tables.add(YandexTable.create(EmptyDatabase.create()));
    tables.add(EmptyContainers.create());
    List<String> actions =
        tables.stream()
            .flatMap(
                table ->
                    table.operations().stream()
                        .filter(Operation::isAboutStreams)
                        .map(operation -> table.service() + ":" + operation.name()))
            .toList();

    assertThat(actions).hasSizeGreaterThan(60);
    assertThat(actions).noneMatch(action -> TopicRight.neededFor(action).isEmpty());
    assertThat(TopicRight.neededFor("kinesis:GetRecords")).isEqualTo(Set.of(TopicRight.READ));
    assertThat(TopicRight.neededFor("kinesis:InventedLater")).isEmpty();
  }
}
