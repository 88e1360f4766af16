// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.dynamodb.TableArn.StreamName;
import io.offshard.mapping.dynamodb.TablePart;
import io.offshard.mapping.dynamodb.TableParts;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.TableStream;
import io.offshard.mapping.token.ChangeIteratorToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
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

  /** A part of a shard of a table's stream. */
  record Place(Found found, TablePart part) {}

  /** The stream of that ARN, as all replicas know it, for those who ask about it. */
  Found find(@Nullable String arn) {
    StreamName name = name(arn);
    return find(catalog.tables(), name).orElseThrow(() -> streamNotFound(arn));
  }

  /**
   * A shard of that stream, to be read. Readers take it for the shard's end that something is
   * missing, so all replicas are asked before that is said, and it is never said of what is only
   * not shown.
   */
  Place find(@Nullable String arn, String shardId) {
    StreamName name = name(arn);
    Optional<Place> known =
        find(catalog.knownTables(), name).flatMap(found -> place(found, shardId));
    if (known.isPresent()) {
      return known.get();
    }
    Found found =
        find(catalog.tables(), name)
            .orElseThrow(
                () ->
                    catalog.hidesTable(name.table())
                        ? DynamoFaults.refuse(DynamoFault.internal())
                        : streamNotFound(arn));
    return place(found, shardId)
        .orElseThrow(() -> DynamoFaults.refuse(DynamoFault.shardNotFound()));
  }

  /** The shard that an iterator is in; the same holds. */
  Place find(ChangeIteratorToken at) {
    return place(catalog.locate(at.topicId(), at.shardIndex()).stream(), at)
        .or(() -> place(catalog.describe(at.topicId(), at.shardIndex()), at))
        .orElseThrow(() -> DynamoFaults.refuse(DynamoFault.shardGone()));
  }

  /** What an ARN names, without a look-up, except that foreign ones are never found. */
  StreamName name(@Nullable String arn) {
    if (arn == null || !TableArn.isStream(arn)) {
      throw DynamoFaults.refuse(DynamoFault.invalidArn());
    }
    return arns.parseStream(arn).orElseThrow(() -> streamNotFound(arn));
  }

  private static Refusal streamNotFound(@Nullable String arn) {
    return DynamoFaults.refuse(DynamoFault.streamNotFound(String.valueOf(arn)));
  }

  private Optional<Found> find(Map<String, Lineage> tables, StreamName name) {
    return Optional.ofNullable(tables.get(name.table())).flatMap(stream -> find(stream, name));
  }

  private Optional<Found> find(Lineage stream, StreamName name) {
    return stream
        .attached()
        .tables()
        .find(name.table(), name.label())
        .filter(table -> table.isListed(clock.instant()))
        .map(table -> new Found(stream, table));
  }

  private Optional<Place> place(Found found, String shardId) {
    return parts(found).find(shardId).map(part -> new Place(found, part));
  }

  private Optional<Place> place(Lineage stream, ChangeIteratorToken at) {
    return find(stream, new StreamName(at.table(), at.label()))
        .flatMap(
            found ->
                stream
                    .shards()
                    .get(at.shardIndex())
                    .flatMap(shard -> part(found, shard, at.piece()))
                    .map(part -> new Place(found, part)));
  }

  String arn(TableStream table) {
    return arns.stream(table.table(), table.label());
  }

  private Optional<TablePart> part(Found found, Shard shard, int piece) {
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
