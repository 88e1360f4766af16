// SPDX-License-Identifier: Apache-2.0
package io.offshard.partitioner;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The open shards of all streams that were made through an API, as the records of the lineage log
 * tell, one after the other. It relies on what replicas do: they commit only what has been
 * accepted. For one thread.
 */
final class LineageView {
  /** The newest format that is understood. */
  static final int LEVEL = 1;

  /** Proposals that are not committed, which are kept for so long at least. */
  private static final int PROPOSALS = 10_000;

  /** Of a later version: who goes on reading would miss a decision. */
  static final class NewerFormat extends RuntimeException {
    private static final long serialVersionUID = 1;

    NewerFormat(long level) {
      super("the lineage log has records of level " + level + ", this version reads " + LEVEL);
    }
  }

  /** A record of the log: its place, and its JSON. */
  private record Event(long offset, Map<String, @Nullable Object> entry) {}

  /** An operation that may be committed. */
  private record Proposal(
      String stream, int shardCount, @Nullable Resharding resharding, int step) {}

  /** A snapshot of which not all has been read. */
  private static final class Parts {
    private final List<Map<String, @Nullable Object>> streams = new ArrayList<>();
  }

  private final Map<String, OpenShards> streams = new HashMap<>();
  private final Map<String, Proposal> proposals = new LinkedHashMap<>();
  private final Map<String, Parts> unfinished = new HashMap<>();
  private final Queue<Event> events = new ArrayDeque<>();
  private long base;

  /** The streams that take records, by the names of their topics. */
  Map<String, OpenShards> streams() {
    return Map.copyOf(streams);
  }

  /**
   * Takes the next record; what is none is stepped over.
   *
   * @throws NewerFormat when this version cannot know what it says
   */
  void apply(long offset, @Nullable String key, byte @Nullable [] value) {
    if (key == null || value == null || key.startsWith("replica/") || key.startsWith("ping/")) {
      return;
    }
    try {
      Map<String, @Nullable Object> entry = map(Json.parse(value));
      long level = number(entry, "level");
      if (level > LEVEL) {
        throw new NewerFormat(level);
      }
      if (key.startsWith("snapshot/")) {
        snapshot(key.substring(0, key.lastIndexOf('/')), entry);
      } else {
        Event event = new Event(offset, entry);
        events.add(event);
        apply(event);
      }
    } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
      // Nothing that any version wrote; the servers step over it too, and sound the alarm.
    }
  }

  private void apply(Event event) {
    Map<String, @Nullable Object> entry = event.entry();
    String op = text(entry, "op");
    switch (text(entry, "kind")) {
      case "PREPARE_CREATE" -> {
        int count = (int) number(map(entry.get("creation")), "shardCount");
        propose(op, new Proposal(text(entry, "stream"), count, null, 0));
      }
      case "PREPARE_RESHARD" -> {
        Resharding what = resharding(map(entry.get("resharding")));
        propose(op, new Proposal(text(entry, "stream"), 0, what, 0));
      }
      case "PREPARE_DELETE" -> {
        // What is under way does not matter any more.
        proposals.values().removeIf(each -> isOther(each, entry));
        propose(op, new Proposal(text(entry, "stream"), 0, null, 0));
      }
      case "COMMIT_CREATED" -> created(proposals.remove(op));
      case "COMMIT_RESHARDED" -> resharded(op, number(map(entry.get("resharding")), "step"));
      case "COMMIT_DELETED" -> deleted(proposals.remove(op));
      case "ABORT" -> proposals.remove(op);
      default -> {} // changes no shards of a stream that was made through an API
    }
  }

  private static boolean isOther(Proposal proposal, Map<String, @Nullable Object> deletion) {
    return proposal.stream().equals(deletion.get("stream"))
        && (proposal.shardCount() > 0 || proposal.resharding() != null);
  }

  private void propose(String op, Proposal proposal) {
    proposals.putIfAbsent(op, proposal);
    if (proposals.size() > PROPOSALS) {
      proposals.remove(proposals.keySet().iterator().next());
    }
  }

  private void created(@Nullable Proposal proposal) {
    if (proposal != null && proposal.shardCount() > 0) {
      streams.put(proposal.stream(), OpenShards.first(proposal.shardCount()));
    }
  }

  private void deleted(@Nullable Proposal proposal) {
    if (proposal != null) {
      streams.remove(proposal.stream());
      proposals.values().removeIf(each -> each.stream().equals(proposal.stream()));
    }
  }

  /** The first commit of each step counts. */
  private void resharded(String op, long step) {
    Proposal proposal = proposals.get(op);
    if (proposal == null || proposal.resharding() == null || proposal.step() != step) {
      return;
    }
    Resharding what = proposal.resharding();
    OpenShards before = streams.get(proposal.stream());
    if (before != null) {
      streams.put(proposal.stream(), what.next(before));
      proposals.put(op, new Proposal(proposal.stream(), 0, what, proposal.step() + 1));
    }
  }

  private void snapshot(String id, Map<String, @Nullable Object> entry) {
    long from = number(entry, "base");
    if (from <= base) {
      return;
    }
    Parts parts = unfinished.computeIfAbsent(id, unused -> new Parts());
    if (entry.get("stream") != null) {
      parts.streams.add(map(entry.get("stream")));
    } else if (parts.streams.size() == number(entry, "parts")) {
      base = from;
      adopt(parts);
      unfinished.remove(id);
    }
  }

  /** It stands for all events below its base. */
  private void adopt(Parts parts) {
    streams.clear();
    proposals.clear();
    parts.streams.forEach(this::adopt);
    events.removeIf(event -> event.offset() < base);
    events.forEach(this::apply);
  }

  private void adopt(Map<String, @Nullable Object> entry) {
    if (entry.get("traits") != null) {
      return; // somebody else's topic
    }
    String name = text(entry, "name");
    if (entry.get("shards") instanceof List<?> shards) {
      streams.put(name, shards(shards));
    }
    if (entry.get("deleting") instanceof String op) {
      propose(op, new Proposal(name, 0, null, 0));
    } else if (entry.get("creating") instanceof String op) {
      propose(op, new Proposal(name, (int) number(entry, "shardCount"), null, 0));
    } else if (entry.get("reshaping") instanceof String op) {
      Map<String, @Nullable Object> resharding = map(entry.get("resharding"));
      int step = (int) number(resharding, "step");
      propose(op, new Proposal(name, 0, resharding(resharding), step));
    }
  }

  private static OpenShards shards(List<?> all) {
    List<OpenShards.Open> open = new ArrayList<>();
    int partitions = 0;
    int next = 0;
    for (Object each : all) {
      Map<String, @Nullable Object> shard = map(each);
      int index = (int) number(shard, "index");
      int partition = (int) number(shard, "partition");
      partitions = Math.max(partitions, partition + 1);
      next = Math.max(next, index + 1);
      if (shard.get("endOffset") == null) {
        open.add(new OpenShards.Open(index, partition, new BigInteger(text(shard, "from"))));
      }
    }
    return OpenShards.of(open, partitions, next);
  }

  private static Resharding resharding(Map<String, @Nullable Object> entry) {
    if (entry.get("split") != null) {
      return new Resharding.Split((int) number(entry, "split"), new BigInteger(text(entry, "at")));
    }
    if (entry.get("spread") != null) {
      return new Resharding.Spread((int) number(entry, "spread"));
    }
    return entry.get("merge") != null
        ? new Resharding.Merge((int) number(entry, "merge"), (int) number(entry, "adjacent"))
        : new Resharding.Scale((int) number(entry, "target"));
  }

  @SuppressWarnings("unchecked") // so JSON's objects are read
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
  }

  private static String text(Map<String, @Nullable Object> entry, String member) {
    return (String) Objects.requireNonNull(entry.get(member), member);
  }

  private static long number(Map<String, @Nullable Object> entry, String member) {
    return (Long) Objects.requireNonNull(entry.get(member), member);
  }
}
