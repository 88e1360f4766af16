// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of what a new stream shall be. Public only because a {@link Struct} asks for it; use
 * {@link LineageCodec}.
 */
public record CreationEntry(
    Integer shardCount,
    CapacityMode mode,
    @Nullable Integer warmMiBps,
    Integer retentionHours,
    Integer maxRecordKiB,
    Map<String, String> tags) {

  static final Struct<CreationEntry> SHAPE =
      Struct.of(
          CreationEntry.class,
          Member.required("shardCount", Whole.ofIntFrom(1)),
          Member.required("mode", EnumText.of(CapacityMode.class)),
          Member.of("warmMiBps", Whole.ofIntFrom(0)),
          Member.required("retentionHours", Whole.ofInt()),
          Member.required("maxRecordKiB", Whole.ofInt()),
          Member.required("tags", MapShape.of(Text.any(), Text.any())));

  static CreationEntry of(Create create) {
    StreamSettings settings = create.settings();
    return new CreationEntry(
        create.shardCount(),
        settings.mode(),
        settings.capacity().warmMiBps(),
        settings.retentionHours(),
        settings.maxRecordKiB(),
        settings.tags());
  }

  Create create(String stream) {
    StreamSettings settings = new StreamSettings(mode, retentionHours, maxRecordKiB, tags);
    Capacity capacity = settings.capacity().in(mode, warmMiBps);
    return new Create(stream, shardCount, settings.withCapacity(capacity));
  }
}
