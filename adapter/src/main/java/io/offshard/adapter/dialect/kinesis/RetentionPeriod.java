// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Lineage;
import org.jspecify.annotations.Nullable;

/** What the two operations on the retention have in common. */
final class RetentionPeriod {
  private static final int LEAST = 24;
  private static final int MOST = 8760;

  private final StreamLifecycle streams;
  private final StreamLookup lookup;

  RetentionPeriod(StreamLifecycle streams, StreamLookup lookup) {
    this.streams = streams;
    this.lookup = lookup;
  }

  /** The stream comes first, then the bounds, then the direction. */
  void alter(@Nullable String name, @Nullable String arn, int hours, Alteration alteration) {
    Lineage stream = lookup.any(name, arn);
    if (hours < LEAST) {
      throw Faults.refuse(KinesisFault.retentionTooShort(hours, LEAST));
    }
    if (hours > MOST) {
      throw Faults.refuse(KinesisFault.retentionTooLong(hours, MOST));
    }
    var _ = streams.alter(stream.name(), alteration);
  }
}
