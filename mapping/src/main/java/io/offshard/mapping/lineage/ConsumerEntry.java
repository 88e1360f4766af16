// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a consumer in a snapshot. Public only because a {@link Struct} asks for it; use
 * {@link LineageCodec}.
 */
public record ConsumerEntry(
    String name, Long createdSecond, Map<String, String> tags, @Nullable String policy) {

  static final Struct<ConsumerEntry> SHAPE =
      Struct.of(
          ConsumerEntry.class,
          Member.required("name", Text.any()),
          Member.required("createdSecond", Whole.ofLongFrom(0)),
          Member.required("tags", MapShape.of(Text.any(), Text.any())),
          Member.of("policy", Text.any()));

  static ConsumerEntry of(StreamConsumer consumer) {
    return new ConsumerEntry(
        consumer.name(), consumer.id().createdSecond(), consumer.tags(), consumer.policy());
  }

  StreamConsumer consumer() {
    return new StreamConsumer(new ConsumerId(name, createdSecond), tags, policy);
  }
}
