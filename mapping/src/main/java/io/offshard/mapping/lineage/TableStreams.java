// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageEvent.Declaration.TableDisabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableEnabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableRemoval;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables whose changes the records of a stream are, each with all its streams. Immutable.
 *
 * @param all by when they were enabled
 */
public record TableStreams(List<TableStream> all) {

  static final TableStreams NONE = new TableStreams(List.of());

  public TableStreams {
    all = List.copyOf(all);
  }

  /** The stream of that table that was enabled at that instant. */
  public Optional<TableStream> find(String table, Instant label) {
    return of(table).filter(each -> each.label().equals(label)).findFirst();
  }

  /** The stream of that table that goes on. */
  public Optional<TableStream> enabled(String table) {
    return of(table).filter(TableStream::isEnabled).findFirst();
  }

  /** All streams of that table, by when they were enabled. */
  public Stream<TableStream> of(String table) {
    return all.stream().filter(each -> each.table().equals(table));
  }

  boolean has(String table) {
    return of(table).findAny().isPresent();
  }

  Verdict verdict(TableEnabling what) {
    return enabled(what.table().table()).isEmpty() ? Verdict.ACCEPTED : Verdict.TABLE_EXISTS;
  }

  Verdict verdict(TableDisabling what) {
    return enabled(what.table()).isPresent() ? Verdict.ACCEPTED : Verdict.NO_SUCH_TABLE;
  }

  Verdict verdict(TableRemoval what) {
    return has(what.table()) ? Verdict.ACCEPTED : Verdict.NO_SUCH_TABLE;
  }

  /**
   * No two streams of a table have one label; those of it that nobody sees any more go. Other
   * tables keep theirs, which tell that they have been disabled.
   */
  TableStreams with(TableEnabling what, Instant at) {
    Instant now = Instant.ofEpochMilli(at.toEpochMilli());
    Instant label =
        of(what.table().table())
            .map(each -> each.label().plusMillis(1))
            .reduce(now, (one, other) -> one.isAfter(other) ? one : other);
    return new TableStreams(
        Stream.concat(
                all.stream()
                    .filter(
                        each -> each.isListed(at) || !each.table().equals(what.table().table())),
                Stream.of(new TableStream(what.table(), label, what.starts(), null)))
            .sorted(Comparator.comparing(TableStream::label))
            .toList());
  }

  TableStreams with(TableDisabling what, Instant at) {
    return new TableStreams(
        all.stream()
            .map(
                each ->
                    each.isEnabled() && each.table().equals(what.table())
                        ? each.disabled(at, what.ends())
                        : each)
            .toList());
  }

  TableStreams without(String table) {
    return new TableStreams(all.stream().filter(each -> !each.table().equals(table)).toList());
  }
}
