// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.commits;

import io.offshard.adapter.service.StreamFaultException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows commits as offsets of Kafka's consumer groups, behind the back of those who commit: nobody
 * waits for it, of several commits of a group in a partition the newest one counts, and what cannot
 * be written is counted and left. What a group goes on from is not read here. Thread-safe.
 */
public final class CommitMirror implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CommitMirror.class);

  /** So many commits wait at most; one is well below a kilobyte. */
  private static final int MOST_WAITING = 10_000;

  private final GroupOffsets offsets;
  private final ExecutorService background;
  private final Map<Place, Commit> waiting = new LinkedHashMap<>();
  private boolean writing;
  private long failed;

  private record Place(String group, String topic, int partition) {}

  /**
   * A mirror.
   *
   * @param background runs one task at a time; closed with this
   */
  public CommitMirror(GroupOffsets offsets, ExecutorService background) {
    this.offsets = offsets;
    this.background = background;
  }

  /** Takes a commit; returns at once. */
  public synchronized void show(Commit commit) {
    Place place = new Place(commit.group(), commit.topic(), commit.partition());
    if (waiting.size() >= MOST_WAITING && !waiting.containsKey(place)) {
      failed++;
      return;
    }
    waiting.put(place, commit);
    if (!writing && !background.isShutdown()) {
      writing = true;
      background.execute(this::write);
    }
  }

  private void write() {
    for (List<Commit> all = take(); !all.isEmpty(); all = take()) {
      all.stream().collect(Collectors.groupingBy(Commit::group)).forEach(this::write);
    }
  }

  private synchronized List<Commit> take() {
    List<Commit> all = new ArrayList<>(waiting.values());
    waiting.clear();
    writing = !all.isEmpty();
    return all;
  }

  private void write(String group, List<Commit> commits) {
    try {
      offsets.write(group, commits);
    } catch (StreamFaultException e) {
      log.warn("The commits of {} are not shown in Kafka: {}", group, e.getMessage());
      count(commits.size());
    } catch (RuntimeException e) {
      log.error("The commits of {} are not shown in Kafka", group, e);
      count(commits.size());
    }
  }

  private synchronized void count(int more) {
    failed += more;
  }

  /** How many commits were not written since the start. */
  public synchronized long failed() {
    return failed;
  }

  /** Stops; what waits is left. */
  @Override
  public synchronized void close() {
    background.shutdownNow();
  }
}
