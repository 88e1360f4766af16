// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.Origin.Native;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Growing;
import io.offshard.mapping.lineage.StreamState.Reshaping;
import io.offshard.mapping.lineage.StreamState.Updating;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a stream in a snapshot. Public only because a {@link Struct} asks for it; use {@link
 * LineageCodec}.
 *
 * @param created in milliseconds since 1970; {@code floor} likewise
 * @param creating the operation that makes it, with {@code shardCount}, as long as there is no
 *     topic; afterwards there are {@code topicId} and {@code shards}
 * @param traits of the topic, if it is somebody else's, with the topics that were {@code former}
 * @param updating the operation that alters it, with {@code alteration}, if there is one
 * @param growing the operation that follows the owner's adding of partitions, if there is one, with
 *     {@code partitions} and where in the log it was {@code prepared}
 * @param reshaping the operation that splits or merges shards, if there is one, with {@code
 *     resharding} and where in the log its present step began to close shards, {@code closing}
 * @param scaled when it was asked for another number of shards, in milliseconds since 1970
 * @param deleting the operation that ends it, if there is one
 */
public record StreamEntry(
    String name,
    CapacityMode mode,
    Integer retentionHours,
    Integer maxRecordKiB,
    Map<String, String> tags,
    @Nullable String encryptionKey,
    @Nullable List<ShardMetric> metrics,
    Long created,
    Long floor,
    Long version,
    @Nullable String creating,
    @Nullable Integer shardCount,
    @Nullable String topicId,
    @Nullable List<ShardEntry> shards,
    @Nullable TraitsEntry traits,
    @Nullable List<String> former,
    @Nullable String updating,
    @Nullable AlterationEntry alteration,
    @Nullable String growing,
    @Nullable Integer partitions,
    @Nullable Long prepared,
    @Nullable String reshaping,
    @Nullable ReshardingEntry resharding,
    @Nullable Long closing,
    @Nullable List<Long> scaled,
    @Nullable String deleting) {

  static final Struct<StreamEntry> SHAPE =
      Struct.of(
          StreamEntry.class,
          Member.required("name", Text.any()),
          Member.required("mode", EnumText.of(CapacityMode.class)),
          Member.required("retentionHours", Whole.ofInt()),
          Member.required("maxRecordKiB", Whole.ofInt()),
          Member.required("tags", MapShape.of(Text.any(), Text.any())),
          Member.of("encryptionKey", Text.any()),
          Member.of("metrics", ListShape.of(EnumText.of(ShardMetric.class))),
          Member.required("created", Whole.ofLongFrom(Long.MIN_VALUE)),
          Member.required("floor", Whole.ofLongFrom(0)),
          Member.required("version", Whole.ofLongFrom(0)),
          Member.of("creating", Text.any()),
          Member.of("shardCount", Whole.ofIntFrom(1)),
          Member.of("topicId", Text.any()),
          Member.of("shards", ListShape.of(ShardEntry.SHAPE)),
          Member.of("traits", TraitsEntry.SHAPE),
          Member.of("former", ListShape.of(Text.any())),
          Member.of("updating", Text.any()),
          Member.of("alteration", AlterationEntry.SHAPE),
          Member.of("growing", Text.any()),
          Member.of("partitions", Whole.ofIntFrom(1)),
          Member.of("prepared", Whole.ofLongFrom(0)),
          Member.of("reshaping", Text.any()),
          Member.of("resharding", ReshardingEntry.SHAPE),
          Member.of("closing", Whole.ofLongFrom(0)),
          Member.of("scaled", ListShape.of(Whole.ofLongFrom(Long.MIN_VALUE))),
          Member.of("deleting", Text.any()));

  /** The members in which the states differ; null is what a state does not have. */
  private record Phase(
      @Nullable Creating creating,
      @Nullable Active active,
      @Nullable Updating updating,
      @Nullable Growing growing,
      @Nullable Reshaping reshaping,
      @Nullable UUID deleting) {

    static Phase of(StreamState state, @Nullable UUID deleting) {
      return switch (state) {
        case Creating c -> new Phase(c, null, null, null, null, deleting);
        case Active a -> new Phase(null, a, null, null, null, deleting);
        case Updating u -> new Phase(null, u.before(), u, null, null, deleting);
        case Growing g -> new Phase(null, g.before(), null, g, null, deleting);
        case Reshaping r -> new Phase(null, r.before(), null, null, r, deleting);
        case Deleting d when deleting == null -> of(d.before(), d.op());
        case Deleting d -> throw new IllegalStateException("deleted twice");
      };
    }
  }

  static StreamEntry of(Lineage stream) {
    StreamSettings settings = stream.settings();
    Phase phase = Phase.of(stream.state(), null);
    Creating creating = phase.creating();
    Active active = phase.active();
    Updating updating = phase.updating();
    Growing growing = phase.growing();
    Reshaping reshaping = phase.reshaping();
    List<Instant> scaled =
        stream.origin() instanceof Managed managed ? managed.scaled() : List.of();
    Native topic = stream.origin() instanceof Native found ? found : null;
    return new StreamEntry(
        stream.name(),
        settings.mode(),
        settings.retentionHours(),
        settings.maxRecordKiB(),
        settings.tags(),
        settings.encryptionKey(),
        settings.metrics().isEmpty() ? null : List.copyOf(settings.metrics()),
        stream.created().toEpochMilli(),
        stream.floor().toEpochMilli(),
        stream.version(),
        creating == null ? null : creating.op().toString(),
        creating == null ? null : creating.shardCount(),
        active == null ? null : active.topicId().toString(),
        active == null ? null : active.shards().all().stream().map(ShardEntry::of).toList(),
        topic == null ? null : TraitsEntry.of(topic.traits()),
        topic == null ? null : topic.former().stream().map(UUID::toString).toList(),
        updating == null ? null : updating.op().toString(),
        updating == null ? null : AlterationEntry.of(updating.alteration()),
        growing == null ? null : growing.op().toString(),
        growing == null ? null : growing.partitions(),
        growing == null ? null : growing.prepared(),
        reshaping == null ? null : reshaping.op().toString(),
        reshaping == null ? null : ReshardingEntry.of(reshaping.what()).at(reshaping.step()),
        reshaping == null || reshaping.closing().isEmpty() ? null : reshaping.closing().getAsLong(),
        scaled.isEmpty() ? null : scaled.stream().map(Instant::toEpochMilli).toList(),
        phase.deleting() == null ? null : phase.deleting().toString());
  }

  Lineage lineage() {
    return new Lineage(
        name,
        origin(),
        settings(),
        Instant.ofEpochMilli(created),
        Instant.ofEpochMilli(floor),
        version,
        deleting == null ? before() : new Deleting(UUID.fromString(deleting), before()));
  }

  private Origin origin() {
    return traits == null
        ? new Managed(
            scaled == null ? List.of() : scaled.stream().map(Instant::ofEpochMilli).toList())
        : new Native(
            traits.traits(),
            LineageCodec.need(former, "former").stream().map(UUID::fromString).toList());
  }

  private StreamSettings settings() {
    return new StreamSettings(
        mode,
        retentionHours,
        maxRecordKiB,
        tags,
        encryptionKey,
        metrics == null ? Set.of() : Set.copyOf(metrics));
  }

  private StreamState before() {
    if (creating != null) {
      return new Creating(UUID.fromString(creating), LineageCodec.need(shardCount, "shardCount"));
    }
    Active active =
        new Active(
            UUID.fromString(LineageCodec.need(topicId, "topicId")),
            new Shards(
                LineageCodec.need(shards, "shards").stream().map(ShardEntry::shard).toList()));
    if (growing != null) {
      return new Growing(
          UUID.fromString(growing),
          active,
          LineageCodec.need(partitions, "partitions"),
          LineageCodec.need(prepared, "prepared"));
    }
    if (reshaping != null) {
      ReshardingEntry entry = LineageCodec.need(resharding, "resharding");
      return Reshaping.of(
          UUID.fromString(reshaping),
          active,
          entry.what(),
          entry.needStep(),
          closing == null ? OptionalLong.empty() : OptionalLong.of(closing));
    }
    return updating == null
        ? active
        : new Updating(
            UUID.fromString(updating),
            active,
            LineageCodec.need(alteration, "alteration").alteration());
  }
}
