// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LogRecord.SnapshotEnd;
import io.offshard.mapping.lineage.LogRecord.SnapshotPart;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of one record of a snapshot, whose id stands in the key: either one of its streams, or
 * its end. Public only because a {@link Struct} asks for it; use {@link LineageCodec}.
 */
public record SnapshotEntry(
    Integer level,
    Long base,
    @Nullable StreamEntry stream,
    @Nullable Integer parts,
    @Nullable Long lastUsedSecond,
    @Nullable CommitmentEntry commitment,
    @Nullable List<String> deletedNames,
    @Nullable Long lastConsumerSecond) {

  static final Struct<SnapshotEntry> SHAPE =
      Struct.of(
          SnapshotEntry.class,
          Member.required("level", Whole.ofInt()),
          Member.required("base", Whole.ofLongFrom(0)),
          Member.of("stream", StreamEntry.SHAPE),
          Member.of("parts", Whole.ofIntFrom(0)),
          Member.of("lastUsedSecond", Whole.ofLongFrom(-1)),
          Member.of("commitment", CommitmentEntry.SHAPE),
          Member.of("deletedNames", ListShape.of(Text.any())),
          Member.of("lastConsumerSecond", Whole.ofLongFrom(-1)));

  static SnapshotEntry of(int level, SnapshotPart part) {
    return new SnapshotEntry(
        level, part.base(), StreamEntry.of(part.stream()), null, null, null, null, null);
  }

  static SnapshotEntry of(int level, SnapshotEnd end) {
    Deployment rest = end.rest();
    BillingCommitment commitment = rest.commitment();
    return new SnapshotEntry(
        level,
        end.base(),
        null,
        end.parts(),
        rest.lastUsedSecond(),
        commitment == null ? null : CommitmentEntry.of(commitment),
        rest.deletedNames().isEmpty() ? null : rest.deletedNames(),
        rest.lastConsumerSecond() < 0 ? null : rest.lastConsumerSecond());
  }

  LogRecord snapshotRecord(UUID snapshot) {
    return stream != null
        ? new SnapshotPart(snapshot, base, stream.lineage())
        : new SnapshotEnd(
            snapshot,
            base,
            LineageCodec.need(parts, "parts"),
            new Deployment(
                LineageCodec.need(lastUsedSecond, "lastUsedSecond"),
                commitment == null ? null : commitment.commitment(),
                deletedNames == null ? List.of() : deletedNames,
                lastConsumerSecond == null ? -1 : lastConsumerSecond));
  }
}
