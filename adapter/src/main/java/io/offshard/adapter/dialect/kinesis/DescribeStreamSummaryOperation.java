// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.DescribeStreamSummary.Request;
import io.offshard.mapping.kinesis.DescribeStreamSummary.Response;
import io.offshard.mapping.kinesis.StreamDescriptionSummary;
import io.offshard.mapping.kinesis.WarmThroughputObject;
import io.offshard.mapping.lineage.Capacity;
import io.offshard.mapping.lineage.Lineage;
import org.jspecify.annotations.Nullable;

/** Describes a stream without its shards. */
final class DescribeStreamSummaryOperation {
  private final StreamLookup lookup;
  private final Account account;

  DescribeStreamSummaryOperation(StreamLookup lookup, Account account) {
    this.lookup = lookup;
    this.account = account;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    Lineage stream = lookup.any(request.streamName(), request.streamArn());
    return new Response(
        new StreamDescriptionSummary(
            stream.name(),
            account.streamArn(stream.name()),
            Descriptions.status(stream.state()),
            Descriptions.mode(stream.settings().mode()),
            stream.settings().retentionHours(),
            stream.created(),
            Descriptions.monitoring(stream.settings()),
            Descriptions.encryption(stream.settings()),
            stream.settings().encryptionKey(),
            stream.shards().open().size(),
            stream.attached().consumers().size(),
            warmThroughput(stream.settings().capacity()),
            stream.settings().maxRecordKiB()));
  }

  private static @Nullable WarmThroughputObject warmThroughput(Capacity capacity) {
    Integer warm = capacity.warmMiBps();
    return warm == null ? null : new WarmThroughputObject(warm, warm);
  }
}
