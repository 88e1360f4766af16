// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.LogRecord.Reach;
import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a heartbeat; whose it is stands in its key. Every version can read it. Public only
 * because a {@link Struct} asks for it; use {@link LineageCodec}.
 */
public record HeartbeatEntry(
    Integer level,
    Long nonce,
    Long applied,
    Integer knows,
    Boolean left,
    @Nullable List<ReachEntry> reaches,
    @Nullable List<LoadEntry> loads) {

  /** The JSON of a {@link Load}. */
  public record LoadEntry(String topicId, Long records, Long bytes) {

    static final Struct<LoadEntry> SHAPE =
        Struct.of(
            LoadEntry.class,
            Member.required("topicId", Text.any()),
            Member.required("records", Whole.ofLongFrom(0)),
            Member.required("bytes", Whole.ofLongFrom(0)));

    static LoadEntry of(Load load) {
      return new LoadEntry(load.topicId().toString(), load.records(), load.bytes());
    }

    Load load() {
      return new Load(UUID.fromString(topicId), records, bytes);
    }
  }

  /** The JSON of a {@link Reach}. */
  public record ReachEntry(Long closure, Integer partition, Long next) {

    static final Struct<ReachEntry> SHAPE =
        Struct.of(
            ReachEntry.class,
            Member.required("closure", Whole.ofLongFrom(0)),
            Member.required("partition", Whole.ofIntFrom(0)),
            Member.required("next", Whole.ofLongFrom(0)));

    static ReachEntry of(Reach reach) {
      return new ReachEntry(reach.closure(), reach.partition(), reach.next());
    }

    Reach reach() {
      return new Reach(closure, partition, next);
    }
  }

  static final Struct<HeartbeatEntry> SHAPE =
      Struct.of(
          HeartbeatEntry.class,
          Member.required("level", Whole.ofInt()),
          Member.required("nonce", Whole.ofLongFrom(0)),
          Member.required("applied", Whole.ofLongFrom(0)),
          Member.required("knows", Whole.ofInt()),
          Member.required("left", Flag.any()),
          Member.of("reaches", ListShape.of(ReachEntry.SHAPE)),
          Member.of("loads", ListShape.of(LoadEntry.SHAPE)));

  static HeartbeatEntry of(int level, Heartbeat beat) {
    List<Reach> reaches = beat.reaches();
    List<Load> loads = beat.loads();
    return new HeartbeatEntry(
        level,
        beat.nonce(),
        beat.applied(),
        beat.knows(),
        beat.left(),
        reaches.isEmpty() ? null : reaches.stream().map(ReachEntry::of).toList(),
        loads.isEmpty() ? null : loads.stream().map(LoadEntry::of).toList());
  }

  Heartbeat heartbeat(UUID replica) {
    List<Reach> all =
        reaches == null ? List.of() : reaches.stream().map(ReachEntry::reach).toList();
    List<Load> written = loads == null ? List.of() : loads.stream().map(LoadEntry::load).toList();
    return new Heartbeat(replica, nonce, applied, knows, left, all, written);
  }
}
