// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.ListTables.Request;
import io.offshard.mapping.dynamodb.ListTables.Response;
import java.util.List;
import java.util.Objects;

/** Lists the tables that have streams. */
final class ListTablesOperation {
  private static final int MOST = 100;

  private final StreamCatalog catalog;
  private final Permissions may;

  ListTablesOperation(StreamCatalog catalog, Permissions may) {
    this.catalog = catalog;
    this.may = may;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    int limit = Objects.requireNonNullElse(request.limit(), MOST);
    if (limit > MOST) {
      throw DynamoFaults.refuse(DynamoFault.tooManyShards(MOST));
    }
    String start = Objects.requireNonNullElse(request.exclusiveStartTableName(), "");
    List<String> left =
        catalog.tables().tailMap(start, false).keySet().stream()
            .filter(table -> may.sees(call.permit(), table))
            .toList();
    List<String> page = left.subList(0, Math.min(limit, left.size()));
    return new Response(page, page.size() < left.size() ? page.getLast() : null);
  }
}
