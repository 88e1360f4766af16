// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LogRecord.SnapshotEnd;
import io.offshard.mapping.lineage.LogRecord.SnapshotPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The image of all streams: a pure function of the lineage log up to some offset. Immutable, so it
 * can be read by any number of threads while the next one is made.
 */
public final class Lineages {

  /** The image before the first event. */
  public static final Lineages EMPTY = new Lineages(new TreeMap<>(), Deployment.NEW);

  private final NavigableMap<String, Lineage> byName;
  private final Map<UUID, Lineage> byTopicId = new HashMap<>();
  private final NavigableMap<String, Lineage> byTable = new TreeMap<>();

  private final Deployment rest;

  /** That of which this image shows a part; itself where it shows all. */
  private final Lineages whole;

  Lineages(NavigableMap<String, Lineage> byName, Deployment rest) {
    this.rest = rest;
    this.byName = Collections.unmodifiableNavigableMap(byName);
    this.whole = this;
    index(byName.values());
    indexTables();
  }

  private Lineages(
      Lineages whole, NavigableMap<String, Lineage> byName, Collection<Lineage> followed) {
    this.rest = whole.rest;
    this.byName = Collections.unmodifiableNavigableMap(byName);
    this.whole = whole;
    index(followed);
    indexTables();
  }

  private void indexTables() {
    for (Lineage stream : byName.values()) {
      stream.attached().tables().all().forEach(table -> byTable.put(table.table(), stream));
    }
  }

  private void index(Collection<Lineage> streams) {
    for (Lineage stream : streams) {
      stream.topicId().ifPresent(id -> byTopicId.put(id, stream));
    }
  }

  /** An image and what became of the event that led to it. */
  public record Step(Lineages image, Verdict verdict) {}

  /** The stream of that name, in whatever state. */
  public Optional<Lineage> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The stream whose topic has that id. */
  public Optional<Lineage> find(UUID topicId) {
    return Optional.ofNullable(byTopicId.get(topicId));
  }

  /** Whether it is not decided yet where those shards of the stream with that topic end. */
  public boolean isOpen(UUID topicId, Closure closure) {
    return find(topicId)
        .flatMap(Lineage::closure)
        .filter(now -> now.since() == closure.since())
        .isPresent();
  }

  /** The streams whose records are changes of tables, by the names of these. */
  public NavigableMap<String, Lineage> tables() {
    return Collections.unmodifiableNavigableMap(byTable);
  }

  /** All streams by name. */
  public Collection<Lineage> all() {
    return byName.values();
  }

  /** The streams whose names come after that one, by name. */
  public Collection<Lineage> after(String name) {
    return byName.tailMap(name, false).values();
  }

  /** What the account has promised; empty when it never has. */
  public Optional<BillingCommitment> commitment() {
    return Optional.ofNullable(rest.commitment());
  }

  /** Whether a stream of that name was deleted through an API, and there has been none since. */
  public boolean wasDeleted(String name) {
    return rest.deletedNames().contains(name);
  }

  /** What the image holds beside the streams. */
  Deployment rest() {
    return rest;
  }

  /**
   * The image as those see it who may not see all of it.
   *
   * @param shown streams that are there by name
   * @param followed streams that are there by their topic's id
   */
  public Lineages only(Predicate<Lineage> shown, Predicate<Lineage> followed) {
    NavigableMap<String, Lineage> seen = new TreeMap<>(byName);
    seen.values().removeIf(shown.negate());
    List<Lineage> left = byName.values().stream().filter(followed).toList();
    return seen.size() == byName.size() && left.size() == byName.size()
        ? this
        : new Lineages(this, seen, left);
  }

  /** Whether there is a stream of that name, which is only not shown. */
  public boolean hides(String name) {
    return find(name).isEmpty() && whole.find(name).isPresent();
  }

  /** The same of the stream whose topic has that id. */
  public boolean hides(UUID topicId) {
    return find(topicId).isEmpty() && whole.find(topicId).isPresent();
  }

  /** Whether there is a table of that name, whose stream is only not shown. */
  public boolean hidesTable(String table) {
    return !byTable.containsKey(table) && whole.byTable.containsKey(table);
  }

  /** The image after one more event. It is copied: for many events there is {@link Replay}. */
  public Step apply(LineageEvent event, LogPosition at) {
    LineageDraft draft = draft();
    Verdict verdict = draft.apply(event, at);
    return new Step(verdict == Verdict.ACCEPTED ? draft.image() : this, verdict);
  }

  /**
   * The records that stand for the image, to be written in this order, the last one when all others
   * are known to be in the log.
   *
   * @param next the offset behind the last record that the image holds
   */
  public List<LogRecord> snapshot(UUID id, long next) {
    List<LogRecord> records = new ArrayList<>(byName.size() + 1);
    for (Lineage stream : byName.values()) {
      records.add(new SnapshotPart(id, next, stream));
    }
    records.add(new SnapshotEnd(id, next, byName.size(), rest));
    return records;
  }

  /** A copy that takes events. */
  LineageDraft draft() {
    return new LineageDraft(new TreeMap<>(byName), rest);
  }
}
