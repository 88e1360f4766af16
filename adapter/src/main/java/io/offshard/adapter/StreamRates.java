// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.config.Quotas;
import io.offshard.adapter.config.StreamQuota;
import io.offshard.adapter.quota.ShardRates;
import io.offshard.mapping.stream.Glob;
import java.util.List;
import java.util.function.Function;

/** The rates that the settings give to the shards of each stream. */
record StreamRates(ShardRates usual, List<Own> own) implements Function<String, ShardRates> {
  /** Of the streams whose names match. */
  record Own(Glob streams, ShardRates rates) {}

  static StreamRates of(Quotas wanted) {
    ShardRates usual =
        switch (wanted.profile()) {
          case AWS -> ShardRates.AWS;
          case OFF -> ShardRates.UNLIMITED;
        };
    return new StreamRates(
        usual,
        wanted.streams().stream()
            .map(each -> new Own(new Glob(each.stream()), rates(each, usual)))
            .toList());
  }

  private static ShardRates rates(StreamQuota wanted, ShardRates usual) {
    return new ShardRates(
        wanted.inBytes().orElse(usual.inBytes()),
        wanted.inRecords().map(Integer::longValue).orElse(usual.inRecords()),
        wanted.outBytes().orElse(usual.outBytes()),
        wanted.outCalls().map(Integer::longValue).orElse(usual.outCalls()),
        wanted.consumerBytes().orElse(usual.consumerBytes()));
  }

  @Override
  public ShardRates apply(String stream) {
    for (Own each : own) {
      if (each.streams().matches(stream)) {
        return each.rates();
      }
    }
    return usual;
  }
}
