// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCapacity;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.CreateStream.Request;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.StreamMode;
import io.offshard.mapping.lineage.Capacity;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Creates a stream. Without a shard count it gets 4, as on AWS. */
final class CreateStreamOperation {
  private static final int DEFAULT_SHARDS = 4;

  private final StreamLifecycle streams;
  private final StreamCapacity capacity;
  private final Account account;

  CreateStreamOperation(StreamLifecycle streams, StreamCapacity capacity, Account account) {
    this.streams = streams;
    this.capacity = capacity;
    this.account = account;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    Map<String, String> tags = Objects.requireNonNullElse(request.tags(), Map.of());
    ResourceTags.requireLegal(request.streamName(), account, tags);
    if (tags.size() > StreamSettings.MAX_TAGS) {
      throw Faults.refuse(
          KinesisFault.tooManyTags(request.streamName(), account.id(), StreamSettings.MAX_TAGS));
    }
    CapacityMode mode =
        Descriptions.mode(
            request.streamModeDetails() == null
                ? StreamMode.PROVISIONED
                : request.streamModeDetails().streamMode());
    Integer warmMiBps = request.warmThroughputMiBps();
    capacity.requireReservable(request.streamName(), mode, warmMiBps);
    StreamSettings settings =
        new StreamSettings(
            new Capacity(mode, warmMiBps, List.of()),
            StreamSettings.DEFAULT_RETENTION_HOURS,
            Objects.requireNonNullElse(
                request.maxRecordSizeInKiB(), StreamSettings.DEFAULT_MAX_RECORD_KIB),
            tags,
            null,
            Set.of());
    streams.create(
        request.streamName(),
        Objects.requireNonNullElse(request.shardCount(), DEFAULT_SHARDS),
        settings);
  }
}
