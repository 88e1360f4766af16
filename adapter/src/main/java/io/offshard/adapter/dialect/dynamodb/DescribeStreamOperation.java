// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.dynamodb.DescribeStream.Description;
import io.offshard.mapping.dynamodb.DescribeStream.Filter;
import io.offshard.mapping.dynamodb.DescribeStream.Range;
import io.offshard.mapping.dynamodb.DescribeStream.Request;
import io.offshard.mapping.dynamodb.DescribeStream.Response;
import io.offshard.mapping.dynamodb.DescribeStream.Shard;
import io.offshard.mapping.dynamodb.DescribeStream.Status;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.KeySchemaElement;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.dynamodb.TablePart;
import io.offshard.mapping.dynamodb.TableParts;
import io.offshard.mapping.lineage.TableStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes the stream of a table, with a page of its shards. */
final class DescribeStreamOperation {
  private static final int MOST = 100;

  private final TableLookup lookup;

  DescribeStreamOperation(TableLookup lookup) {
    this.lookup = lookup;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    int limit = Objects.requireNonNullElse(request.limit(), MOST);
    if (limit > MOST) {
      throw DynamoFaults.refuse(DynamoFault.tooManyShards(MOST));
    }
    Filter filter = request.shardFilter();
    if (filter != null) {
      requireWhole(filter);
    }
    TableLookup.Found found = lookup.find(request.streamArn());
    List<TablePart> parts = asked(lookup.parts(found), request);
    List<TablePart> page = parts.subList(0, Math.min(limit, parts.size()));
    return new Response(
        description(found.table(), page, page.size() < parts.size() ? page.getLast().id() : null));
  }

  private static void requireWhole(Filter filter) {
    if (filter.type() == null) {
      throw DynamoFaults.refuse(DynamoFault.invalidFilter("ShardFilter.Type"));
    }
    if (filter.shardId() == null || !filter.shardId().startsWith("shardId-")) {
      throw DynamoFaults.refuse(DynamoFault.invalidFilter("ShardFilter.ShardId"));
    }
  }

  /** The children of a shard, if they are asked for, that come after the last page. */
  private static List<TablePart> asked(TableParts parts, Request request) {
    String start = Objects.requireNonNullElse(request.exclusiveStartShardId(), "");
    Filter filter = request.shardFilter();
    return (filter == null
            ? parts.all()
            : parts.childrenOf(Objects.requireNonNull(filter.shardId())))
        .stream().filter(part -> part.id().compareTo(start) > 0).toList();
  }

  private Description description(TableStream table, List<TablePart> page, @Nullable String last) {
    return new Description(
        lookup.arn(table),
        TableArn.label(table.label()),
        table.isEnabled() ? Status.ENABLED : Status.DISABLED,
        table.spec().view(),
        table.label(),
        table.table(),
        KeySchemaElement.of(table.spec().keys()),
        page.stream().map(DescribeStreamOperation::shown).toList(),
        last);
  }

  private static Shard shown(TablePart part) {
    return new Shard(
        part.id(), new Range(part.startingNumber(), part.endingNumber()), part.parentId());
  }
}
