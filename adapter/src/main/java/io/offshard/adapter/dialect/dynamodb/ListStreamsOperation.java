// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.ListStreams.Request;
import io.offshard.mapping.dynamodb.ListStreams.Response;
import io.offshard.mapping.dynamodb.ListStreams.Stream;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.TableStream;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Lists the streams of tables. Their ARNs are the pages' tokens, so they come in their order. */
final class ListStreamsOperation {
  private static final int MOST = 100;

  private final StreamCatalog catalog;
  private final TableLookup lookup;
  private final Permissions may;
  private final Clock clock;

  ListStreamsOperation(StreamCatalog catalog, TableLookup lookup, Permissions may, Clock clock) {
    this.catalog = catalog;
    this.lookup = lookup;
    this.may = may;
    this.clock = clock;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    int limit = Objects.requireNonNullElse(request.limit(), MOST);
    if (limit > MOST) {
      throw DynamoFaults.refuse(DynamoFault.tooManyStreams(MOST));
    }
    String start = Objects.requireNonNullElse(request.exclusiveStartStreamArn(), "");
    if (!start.isEmpty() && !TableArn.isStream(start)) {
      throw DynamoFaults.refuse(DynamoFault.invalidArn());
    }
    Collection<Lineage> streams = catalog.tables().values();
    List<Stream> left =
        streams.stream()
            .distinct()
            .flatMap(stream -> stream.attached().tables().all().stream())
            .filter(table -> table.isListed(clock.instant()))
            .filter(
                table -> request.tableName() == null || request.tableName().equals(table.table()))
            .filter(table -> may.sees(call.permit(), table.table()))
            .map(this::shown)
            .filter(shown -> shown.streamArn().compareTo(start) > 0)
            .sorted(Comparator.comparing(Stream::streamArn))
            .toList();
    List<Stream> page = left.subList(0, Math.min(limit, left.size()));
    return new Response(page, page.size() < left.size() ? page.getLast().streamArn() : null);
  }

  private Stream shown(TableStream table) {
    return new Stream(lookup.arn(table), table.table(), TableArn.label(table.label()));
  }
}
