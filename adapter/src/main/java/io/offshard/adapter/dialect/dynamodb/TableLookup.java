// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.dynamodb.TableArn.StreamName;
import io.offshard.mapping.dynamodb.TablePart;
import io.offshard.mapping.dynamodb.TableParts;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.TableStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the streams of tables by their ARNs. */
final class TableLookup {
  private final StreamCatalog catalog;
  private final TableArn arns;
  private final Clock clock;

  TableLookup(StreamCatalog catalog, TableArn arns, Clock clock) {
    this.catalog = catalog;
    this.arns = arns;
    this.clock = clock;
  }

  /** A table's stream, and the stream of the topic whose records are its changes. */
  record Found(Lineage stream, TableStream table) {}

  /** The stream of that ARN. */
  Found find(@Nullable String arn) {
    if (arn == null || !TableArn.isStream(arn)) {
      throw DynamoFaults.refuse(DynamoFault.invalidArn());
    }
    return arns.parseStream(arn)
        .flatMap(this::find)
        .orElseThrow(() -> DynamoFaults.refuse(DynamoFault.streamNotFound(arn)));
  }

  private Optional<Found> find(StreamName name) {
    return catalog.table(name.table()).flatMap(stream -> find(stream, name));
  }

  /** That stream of a table whose changes a topic has. */
  Optional<Found> find(Lineage stream, StreamName name) {
    return stream
        .attached()
        .tables()
        .find(name.table(), name.label())
        .filter(table -> table.isListed(clock.instant()))
        .map(table -> new Found(stream, table));
  }

  String arn(TableStream table) {
    return arns.stream(table.table(), table.label());
  }

  /** One of the shards, for those who know which. */
  Optional<TablePart> part(Found found, Shard shard, int piece) {
    return TableParts.find(
        found.stream().shards(), found.table(), seen(found.stream()), shard, piece);
  }

  /** The shards that are there. */
  TableParts parts(Found found) {
    return TableParts.of(found.stream().shards(), found.table(), seen(found.stream()));
  }

  private Predicate<Shard> seen(Lineage stream) {
    Instant now = clock.instant();
    return shard -> !stream.isExpired(shard, now);
  }
}
