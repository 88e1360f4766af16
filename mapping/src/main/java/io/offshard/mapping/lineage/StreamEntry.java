// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a stream in a snapshot. Public only because a {@link Struct} asks for it; use {@link
 * LineageCodec}.
 *
 * @param created in milliseconds since 1970
 * @param creating the operation that makes it, with {@code shardCount}, as long as there is no
 *     topic; afterwards there are {@code topicId} and {@code shards}
 * @param deleting the operation that ends it, if there is one
 */
public record StreamEntry(
    String name,
    CapacityMode mode,
    Integer retentionHours,
    Integer maxRecordKiB,
    Map<String, String> tags,
    Long created,
    Long version,
    @Nullable String creating,
    @Nullable Integer shardCount,
    @Nullable String topicId,
    @Nullable List<ShardEntry> shards,
    @Nullable String deleting) {

  static final Struct<StreamEntry> SHAPE =
      Struct.of(
          StreamEntry.class,
          Member.required("name", Text.any()),
          Member.required("mode", EnumText.of(CapacityMode.class)),
          Member.required("retentionHours", Whole.ofInt()),
          Member.required("maxRecordKiB", Whole.ofInt()),
          Member.required("tags", MapShape.of(Text.any(), Text.any())),
          Member.required("created", Whole.ofLongFrom(Long.MIN_VALUE)),
          Member.required("version", Whole.ofLongFrom(0)),
          Member.of("creating", Text.any()),
          Member.of("shardCount", Whole.ofIntFrom(1)),
          Member.of("topicId", Text.any()),
          Member.of("shards", ListShape.of(ShardEntry.SHAPE)),
          Member.of("deleting", Text.any()));

  static StreamEntry of(Lineage stream) {
    return switch (stream.state()) {
      case Creating c -> of(stream, c, null);
      case Active a -> of(stream, a, null);
      case Deleting(UUID op, Creating c) -> of(stream, c, op.toString());
      case Deleting(UUID op, Active a) -> of(stream, a, op.toString());
      case Deleting(UUID op, Deleting d) -> throw new IllegalStateException("deleted twice");
    };
  }

  private static StreamEntry of(Lineage stream, Creating state, @Nullable String deleting) {
    return of(stream, state.op().toString(), state.shardCount(), null, null, deleting);
  }

  private static StreamEntry of(Lineage stream, Active state, @Nullable String deleting) {
    List<ShardEntry> shards = state.shards().stream().map(ShardEntry::of).toList();
    return of(stream, null, null, state.topicId().toString(), shards, deleting);
  }

  private static StreamEntry of(
      Lineage stream,
      @Nullable String creating,
      @Nullable Integer shardCount,
      @Nullable String topicId,
      @Nullable List<ShardEntry> shards,
      @Nullable String deleting) {
    StreamSettings settings = stream.settings();
    return new StreamEntry(
        stream.name(),
        settings.mode(),
        settings.retentionHours(),
        settings.maxRecordKiB(),
        settings.tags(),
        stream.created().toEpochMilli(),
        stream.version(),
        creating,
        shardCount,
        topicId,
        shards,
        deleting);
  }

  Lineage lineage() {
    return new Lineage(
        name,
        new StreamSettings(mode, retentionHours, maxRecordKiB, tags),
        Instant.ofEpochMilli(created),
        version,
        deleting == null ? before() : new Deleting(UUID.fromString(deleting), before()));
  }

  private StreamState before() {
    return creating != null
        ? new Creating(UUID.fromString(creating), LineageCodec.need(shardCount, "shardCount"))
        : new Active(
            UUID.fromString(LineageCodec.need(topicId, "topicId")),
            LineageCodec.need(shards, "shards").stream().map(ShardEntry::shard).toList());
  }
}
