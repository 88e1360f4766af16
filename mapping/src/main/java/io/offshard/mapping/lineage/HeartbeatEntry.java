// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.util.UUID;

/**
 * The JSON of a heartbeat; whose it is stands in its key. Every version can read it. Public only
 * because a {@link Struct} asks for it; use {@link LineageCodec}.
 */
public record HeartbeatEntry(Integer level, Long nonce, Long applied, Integer knows, Boolean left) {

  static final Struct<HeartbeatEntry> SHAPE =
      Struct.of(
          HeartbeatEntry.class,
          Member.required("level", Whole.ofInt()),
          Member.required("nonce", Whole.ofLongFrom(0)),
          Member.required("applied", Whole.ofLongFrom(0)),
          Member.required("knows", Whole.ofInt()),
          Member.required("left", Flag.any()));

  static HeartbeatEntry of(int level, Heartbeat beat) {
    return new HeartbeatEntry(level, beat.nonce(), beat.applied(), beat.knows(), beat.left());
  }

  Heartbeat heartbeat(UUID replica) {
    return new Heartbeat(replica, nonce, applied, knows, left);
  }
}
