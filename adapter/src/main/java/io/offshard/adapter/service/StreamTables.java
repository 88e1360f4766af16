// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.mapping.change.WriterSchemas;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Attachment;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableDisabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableEnabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableRemoval;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableStream;
import io.offshard.mapping.lineage.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Registers which topics hold the changes of which tables. What is registered is in the lineage
 * log, so every replica serves it. Thread-safe.
 */
public final class StreamTables {
  private final LineageStore store;
  private final PartitionReader log;
  private final Supplier<UUID> ids;

  /**
   * A register.
   *
   * @param log tells where partitions end
   * @param ids gives a new random id for each event
   */
  public StreamTables(LineageStore store, PartitionReader log, Supplier<UUID> ids) {
    this.store = store;
    this.log = log;
    this.ids = ids;
  }

  /** What is not possible, in words for the operator. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /** A registered table's stream and the topic that it comes from. */
  public record Registered(String topic, TableStream table) {}

  /** All of them, by the names of tables and by when they were enabled. */
  public List<Registered> all() {
    return store.latest().tables().entrySet().stream()
        .flatMap(
            each ->
                each.getValue()
                    .attached()
                    .tables()
                    .of(each.getKey())
                    .map(table -> new Registered(each.getValue().topic(), table)))
        .toList();
  }

  /**
   * Begins a stream of a table.
   *
   * @param fromNow whether only what is written from now on belongs to it, rather than all there is
   * @throws Refused with the reason
   * @throws StreamFaultException with {@link StreamFault.Unavailable}
   */
  public TableStream enable(String topic, TableSpec spec, boolean fromNow) {
    requireServable(topic, spec);
    Lineage stream = serving(topic);
    Map<Integer, Long> starts = fromNow ? ends(stream) : Map.of();
    Verdict verdict = declare(new TableEnabling(stream.name(), spec, starts));
    if (verdict != Verdict.ACCEPTED) {
      throw new Refused(
          verdict == Verdict.TABLE_EXISTS
              ? existing(spec.table(), stream)
              : "topic %s is gone".formatted(topic));
    }
    return store
        .current()
        .find(stream.name())
        .flatMap(found -> found.attached().tables().enabled(spec.table()))
        .orElseThrow(() -> new Refused("table %s is gone again".formatted(spec.table())));
  }

  private String existing(String table, Lineage wanted) {
    return Optional.ofNullable(store.current().tables().get(table))
        .filter(stream -> !stream.name().equals(wanted.name()))
        .map(
            stream ->
                "table %s has streams of topic %s still; remove it before"
                    .formatted(table, stream.topic()))
        .orElseGet(() -> "table %s is enabled already".formatted(table));
  }

  private static void requireServable(String topic, TableSpec spec) {
    try {
      var _ = spec.form().form(spec.keys(), spec.view(), WriterSchemas.none());
    } catch (IllegalArgumentException e) {
      throw new Refused(
          "topic %s cannot be table %s: %s".formatted(topic, spec.table(), e.getMessage()));
    }
  }

  private Lineage serving(String topic) {
    Lineage stream =
        store
            .latest()
            .find(topic)
            .orElseThrow(
                () ->
                    new Refused(
                        "topic %s is no stream: streams.expose must name it, and a server must have adopted it"
                            .formatted(topic)));
    if (!stream.isServing()) {
      throw new Refused("stream %s is being created or deleted".formatted(topic));
    }
    return stream;
  }

  /** Where each partition ends; one without an open shard has ended with the last that it had. */
  private Map<Integer, Long> ends(Lineage stream) {
    UUID topicId = stream.topicId().orElseThrow();
    Map<Integer, Long> ends = new HashMap<>();
    for (Shard shard : stream.shards().all()) {
      ends.put(
          shard.partition(),
          shard.isOpen()
              ? log.end(new Place(stream.topic(), topicId, shard.partition(), shard.index()))
              : shard.endOffset());
    }
    return ends;
  }

  /**
   * Ends the stream of a table; it can be read for a day.
   *
   * @throws Refused when it is not enabled
   */
  public void disable(String table) {
    Lineage stream = of(table);
    if (declare(new TableDisabling(stream.name(), table, ends(stream))) != Verdict.ACCEPTED) {
      throw new Refused("table %s is not enabled".formatted(table));
    }
  }

  /**
   * Forgets a table with all its streams; nobody can read them any more. The topic stays.
   *
   * @throws Refused when there is no such table
   */
  public void remove(String table) {
    Lineage stream = of(table);
    if (declare(new TableRemoval(stream.name(), table)) != Verdict.ACCEPTED) {
      throw new Refused("table %s is not registered".formatted(table));
    }
  }

  private Lineage of(String table) {
    return Optional.ofNullable(store.latest().tables().get(table))
        .orElseThrow(() -> new Refused("table %s is not registered".formatted(table)));
  }

  private Verdict declare(Attachment what) {
    return store.append(new Declare(ids.get(), what));
  }
}
