// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.Descriptions;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.mapping.kinesis.EncryptionType;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.DescribeStreamSummary.Request;
import io.offshard.mapping.yandex.DescribeStreamSummary.Response;
import io.offshard.mapping.yandex.StreamDescriptionSummary;

/** Describes a stream without its shards. */
final class DescribeStreamSummaryOperation {
  private final StreamNames names;

  DescribeStreamSummaryOperation(StreamNames names) {
    this.names = names;
  }

  Response handle(Call<Request> call) {
    String given = StreamNames.given(call.request().streamName());
    Lineage stream = names.any(given);
    return new Response(
        new StreamDescriptionSummary(
            given,
            given,
            Descriptions.status(stream.state()),
            stream.settings().retentionHours(),
            stream.created(),
            EncryptionType.NONE,
            EndlessShards.count(stream),
            stream.attached().consumers().size()));
  }
}
