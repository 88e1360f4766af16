// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.CreateStream.Request;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.StreamMode;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.Map;
import java.util.Objects;

/** Creates a stream. Without a shard count it gets 4, as on AWS. */
final class CreateStreamOperation {
  private static final int DEFAULT_SHARDS = 4;

  private final StreamLifecycle streams;
  private final Account account;

  CreateStreamOperation(StreamLifecycle streams, Account account) {
    this.streams = streams;
    this.account = account;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    if (request.warmThroughputMiBps() != null) {
      throw Faults.refuse(KinesisFault.warmThroughputUnavailable());
    }
    Map<String, String> tags = Objects.requireNonNullElse(request.tags(), Map.of());
    ResourceTags.requireLegal(request.streamName(), account, tags);
    if (tags.size() > StreamSettings.MAX_TAGS) {
      throw Faults.refuse(
          KinesisFault.tooManyTags(request.streamName(), account.id(), StreamSettings.MAX_TAGS));
    }
    StreamMode mode =
        request.streamModeDetails() == null
            ? StreamMode.PROVISIONED
            : request.streamModeDetails().streamMode();
    StreamSettings settings =
        new StreamSettings(
            Descriptions.mode(mode),
            StreamSettings.DEFAULT_RETENTION_HOURS,
            Objects.requireNonNullElse(
                request.maxRecordSizeInKiB(), StreamSettings.DEFAULT_MAX_RECORD_KIB),
            tags);
    streams.create(
        request.streamName(),
        Objects.requireNonNullElse(request.shardCount(), DEFAULT_SHARDS),
        settings);
  }
}
