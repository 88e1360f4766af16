// SPDX-License-Identifier: Apache-2.0
package io.offshard.partitioner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.LineageEvent.Change;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.LogPosition;
import io.offshard.mapping.lineage.LogRecord;
import io.offshard.mapping.lineage.Replay;
import io.offshard.mapping.lineage.Resharding.Merge;
import io.offshard.mapping.lineage.Resharding.Scale;
import io.offshard.mapping.lineage.Resharding.Split;
import io.offshard.mapping.lineage.Resharding.Spread;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.Verdict;
import io.offshard.mapping.stream.HashKey;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same shards as the server has, whatever happened to them, however the log is read. */
class LineageViewTest {
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of("a\"\\", "\u00e9\n\t"));
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** A replica that makes changes, and its log. */
  private static final class Server {
    private final Random random;
    private final Replay replay = new Replay();
    private final List<Stored> log = new ArrayList<>();
    private final List<LineageEvent> done = new ArrayList<>();

    Server(Random random) {
      this.random = random;
    }

    void happen() {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      switch (random.nextInt(12)) {
        case 0, 1 -> create(name);
        case 2 -> delete(name);
        case 3 -> snapshot();
        case 4 -> repeat();
        default -> replay.image().find(name).ifPresent(this::reshard);
      }
    }

    private Verdict append(LineageEvent event) {
      Verdict verdict = append(LineageCodec.key(event, uuid()), event).orElseThrow();
      if (verdict == Verdict.ACCEPTED) {
        done.add(event);
      }
      return verdict;
    }

    private Optional<Verdict> append(String key, LogRecord content) {
      LogPosition at =
          new LogPosition(log.size(), Instant.ofEpochSecond(1_700_000_000 + log.size()));
      log.add(new Stored(at.offset(), key, LineageCodec.encode(content)));
      return replay.apply(at, key, content);
    }

    private UUID uuid() {
      return new UUID(random.nextLong(), random.nextLong());
    }

    private void create(String name) {
      UUID op = uuid();
      if (append(new Prepare(op, new Change.Create(name, 1 + random.nextInt(5), SETTINGS)))
          == Verdict.ACCEPTED) {
        if (random.nextInt(4) == 0) {
          snapshot();
        }
        append(new Commit(op, new Outcome.Created(uuid())));
      }
    }

    private void delete(String name) {
      UUID op = uuid();
      if (append(new Prepare(op, new Change.Delete(name))) == Verdict.ACCEPTED) {
        if (random.nextInt(4) == 0) {
          snapshot();
        }
        append(new Commit(op, new Outcome.Deleted()));
      }
    }

    /** Somebody who was slow says once more what has been done. */
    private void repeat() {
      if (!done.isEmpty() && done.get(random.nextInt(done.size())) instanceof Commit commit) {
        append(LineageCodec.key(commit, uuid()), commit);
      }
    }

    private void snapshot() {
      UUID id = uuid();
      List<LogRecord> parts = replay.image().snapshot(id, log.size());
      boolean torn = parts.size() > 1 && random.nextInt(5) == 0;
      for (int place = torn ? 1 : 0; place < parts.size(); place++) {
        append(LineageCodec.key(id, place), parts.get(place));
      }
    }

    private void reshard(Lineage stream) {
      UUID op = uuid();
      if (append(new Prepare(op, new Change.Reshard(stream.name(), what(stream))))
          != Verdict.ACCEPTED) {
        return;
      }
      int last = random.nextInt(8);
      for (int step = 0; step < last || last > 3; step++) {
        if (random.nextInt(6) == 0) {
          snapshot();
        }
        if (append(new Close(op, step)) != Verdict.ACCEPTED) {
          return;
        }
        Map<Integer, Long> ends = new TreeMap<>();
        for (int i = 0; i < 64; i++) {
          ends.put(i, 1_000L + log.size());
        }
        append(new Commit(op, new Outcome.Resharded(step, ends)));
      }
      append(new LineageEvent.Abort(op, "enough"));
    }

    private io.offshard.mapping.lineage.Resharding what(Lineage stream) {
      List<Shard> open = stream.shards().open();
      if (open.isEmpty()) {
        return new Scale(1);
      }
      Shard shard = open.get(random.nextInt(open.size()));
      return switch (random.nextInt(4)) {
        case 0 -> new Split(shard.index(), new HashKey(random.nextLong(), random.nextLong()));
        case 1 ->
            new Merge(shard.index(), open.get((open.indexOf(shard) + 1) % open.size()).index());
        case 2 -> new Spread(1 + random.nextInt(12));
        default -> new Scale(1 + random.nextInt(12));
      };
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(long offset, String key, byte @Nullable [] value) {}

  @Property(tries = 500)
  void hasTheShardsThatTheServerHas(@ForAll long seed) {
    Server server = new Server(new Random(seed));
    LineageView follower = new LineageView();
    int read = 0;
    for (int i = 0; i < 40; i++) {
      server.happen();
      for (; read < server.log.size(); read++) {
        apply(follower, server.log.get(read));
      }
      assertThat(shown(follower)).isEqualTo(shown(server));
    }
    LineageView late = new LineageView();
    int from = firstNeeded(server.log);
    server.log.stream().skip(from).forEach(each -> apply(late, each));
    assertThat(shown(late)).isEqualTo(shown(server));
  }

  /** Who comes later finds only what the newest snapshot has not made needless. */
  private static int firstNeeded(List<Stored> log) {
    int begin = 0;
    for (int i = 0; i < log.size(); i++) {
      if (log.get(i).key().endsWith("/0") && log.get(i).key().startsWith("snapshot/")) {
        begin = i;
      }
    }
    return begin;
  }

  private static void apply(LineageView view, Stored stored) {
    view.apply(stored.offset(), stored.key(), stored.value());
  }

  private static Map<String, List<String>> shown(LineageView view) {
    Map<String, List<String>> shown = new TreeMap<>();
    view.streams()
        .forEach(
            (name, shards) ->
                shown.put(
                    name,
                    shards.all().stream()
                        .map(each -> each.index() + "@" + each.partition() + ":" + each.from())
                        .toList()));
    return shown;
  }

  private static Map<String, List<String>> shown(Server server) {
    Map<String, List<String>> shown = new TreeMap<>();
    for (Lineage stream : server.replay.image().all()) {
      if (stream.topicId().isPresent()) {
        shown.put(
            stream.name(),
            stream.shards().open().stream()
                .map(each -> each.index() + "@" + each.partition() + ":" + each.range().start())
                .toList());
      }
    }
    return shown;
  }

  @Property(tries = 200)
  void findsThePartitionThatTheServerFinds(@ForAll long seed, @ForAll String key) throws Exception {
    Server server = new Server(new Random(seed));
    server.create("a");
    for (int i = 0; i < 10; i++) {
      server.replay.image().find("a").ifPresent(server::reshard);
    }
    LineageView view = new LineageView();
    server.log.forEach(each -> apply(view, each));

    byte[] md5 = MessageDigest.getInstance("MD5").digest(key.getBytes(UTF_8));
    assertThat(requireNonNull(view.streams().get("a")).partition(md5))
        .isEqualTo(
            server
                .replay
                .image()
                .find("a")
                .orElseThrow()
                .shards()
                .at(PartitionKeyHash.of(key))
                .partition());
  }

  @Test
  void stepsOverWhatNoVersionWrote() {
    LineageView view = new LineageView();
    for (String value :
        List.of("", "{", "[]", "null", "{\"level\":1}", "{\"level\":\"x\"}", "{}")) {
      view.apply(0, "op/1", value.getBytes(UTF_8));
      view.apply(0, "snapshot/1/0", value.getBytes(UTF_8));
    }
    view.apply(0, null, new byte[1]);
    view.apply(0, "op/1", null);

    assertThat(view.streams()).isEmpty();
  }

  @Test
  void doesNotGoOnBehindWhatLaterVersionWrote() {
    assertThatThrownBy(() -> new LineageView().apply(0, "op/1", "{\"level\":2}".getBytes(UTF_8)))
        .isInstanceOf(LineageView.NewerFormat.class);
  }
}
