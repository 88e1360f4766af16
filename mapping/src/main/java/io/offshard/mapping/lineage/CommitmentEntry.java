// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a billing commitment in a snapshot, in milliseconds since 1970. Public only because a
 * {@link Struct} asks for it; use {@link LineageCodec}.
 */
public record CommitmentEntry(Long startedAt, @Nullable Long endsAt) {

  static final Struct<CommitmentEntry> SHAPE =
      Struct.of(
          CommitmentEntry.class,
          Member.required("startedAt", Whole.ofLongFrom(Long.MIN_VALUE)),
          Member.of("endsAt", Whole.ofLongFrom(Long.MIN_VALUE)));

  static CommitmentEntry of(BillingCommitment commitment) {
    Instant end = commitment.endsAt();
    return new CommitmentEntry(
        commitment.startedAt().toEpochMilli(), end == null ? null : end.toEpochMilli());
  }

  BillingCommitment commitment() {
    return new BillingCommitment(
        Instant.ofEpochMilli(startedAt), endsAt == null ? null : Instant.ofEpochMilli(endsAt));
  }
}
