// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.MetricsName;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the two operations on the metrics of shards have in common. */
final class StreamMonitoring {
  private final StreamLifecycle streams;
  private final StreamLookup lookup;
  private final Account account;

  StreamMonitoring(StreamLifecycle streams, StreamLookup lookup, Account account) {
    this.streams = streams;
    this.lookup = lookup;
    this.account = account;
  }

  /** Makes an answer of the metrics before and after. */
  @FunctionalInterface
  interface Answer<R> {
    R of(String stream, List<MetricsName> current, List<MetricsName> desired, String arn);
  }

  <R> R alter(
      @Nullable String name, @Nullable String arn, Alteration alteration, Answer<R> answer) {
    String stream = lookup.name(name, arn);
    StreamSettings before = streams.alter(stream, alteration);
    return answer.of(
        stream,
        Descriptions.metrics(before),
        Descriptions.metrics(alteration.on(before)),
        account.streamArn(stream));
  }
}
