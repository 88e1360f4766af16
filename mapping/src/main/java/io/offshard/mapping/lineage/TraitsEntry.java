// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;

/**
 * The JSON of the settings of a topic that is somebody else's. Public only because a {@link Struct}
 * asks for it; use {@link LineageCodec}.
 */
public record TraitsEntry(Long retentionMillis, Boolean compacted, Integer maxMessageBytes) {

  static final Struct<TraitsEntry> SHAPE =
      Struct.of(
          TraitsEntry.class,
          Member.required("retentionMillis", Whole.ofLongFrom(-1)),
          Member.required("compacted", Flag.any()),
          Member.required("maxMessageBytes", Whole.ofIntFrom(0)));

  static TraitsEntry of(TopicTraits traits) {
    return new TraitsEntry(traits.retentionMillis(), traits.compacted(), traits.maxMessageBytes());
  }

  TopicTraits traits() {
    return new TopicTraits(retentionMillis, compacted, maxMessageBytes);
  }
}
