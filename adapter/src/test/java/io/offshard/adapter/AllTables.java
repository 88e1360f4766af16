// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

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

/** The operation tables of all APIs, as pages list them, over nothing. */
final class AllTables {
  private AllTables() {}

  static List<OperationTable> create() {
    List<OperationTable> tables = new ArrayList<>(List.of(KinesisTable.create(EmptyCore.create())));
    tables.addAll(DynamoTable.create(EmptyTables.create()));
    tables.add(YandexTable.create(EmptyDatabase.create()));
    tables.add(EmptyContainers.create());
    return tables;
  }
}
