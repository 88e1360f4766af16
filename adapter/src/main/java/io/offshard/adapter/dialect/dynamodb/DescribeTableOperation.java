// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.dynamodb.DescribeTable.Request;
import io.offshard.mapping.dynamodb.DescribeTable.Response;
import io.offshard.mapping.dynamodb.DescribeTable.Status;
import io.offshard.mapping.dynamodb.DescribeTable.StreamSpecification;
import io.offshard.mapping.dynamodb.DescribeTable.Table;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.KeySchemaElement;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.TableStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Describes a table, as far as its streams tell of it. */
final class DescribeTableOperation {
  private final StreamCatalog catalog;
  private final TableArn arns;

  DescribeTableOperation(StreamCatalog catalog, TableArn arns) {
    this.catalog = catalog;
    this.arns = arns;
  }

  Response handle(Call<Request> call) {
    String name = arns.tableName(call.request().tableName());
    List<TableStream> streams =
        Optional.ofNullable(catalog.tables().get(name)).stream()
            .map(Lineage::attached)
            .flatMap(attached -> attached.tables().of(name))
            .toList();
    TableStream latest =
        streams.stream()
            .max(Comparator.comparing(TableStream::label))
            .orElseThrow(() -> DynamoFaults.refuse(DynamoFault.tableNotFound(name)));
    return new Response(
        new Table(
            name,
            Status.ACTIVE,
            arns.table(name),
            streams.getFirst().label(),
            KeySchemaElement.of(latest.spec().keys()),
            latest.isEnabled() ? new StreamSpecification(true, latest.spec().view()) : null,
            arns.stream(name, latest.label()),
            TableArn.label(latest.label())));
  }
}
