// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.config.Quotas;
import io.offshard.adapter.config.Quotas.Rates;
import io.offshard.adapter.config.StreamQuota;
import io.offshard.adapter.quota.ShardRates;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamRatesTest {
  private static final List<StreamQuota> OWN =
      List.of(quota("orders-*", 7), quota("orders-1", 8), quota("*-slow", 0));

  private static StreamQuota quota(String stream, int records) {
    return new StreamQuota(
        stream,
        Optional.empty(),
        Optional.of(records),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ShardRates withRecords(ShardRates usual, long records) {
    return new ShardRates(
        usual.inBytes(), records, usual.outBytes(), usual.outCalls(), usual.consumerBytes());
  }

  @Test
  void theFirstEntryThatMatchesCountsAndLeavesTheRestAsUsual() {
    StreamRates rates = StreamRates.of(new Quotas(Rates.AWS, OWN));

    assertThat(rates.apply("orders-1")).isEqualTo(withRecords(ShardRates.AWS, 7));
    assertThat(rates.apply("a-slow")).isEqualTo(withRecords(ShardRates.AWS, 0));
    assertThat(rates.apply("orders")).isEqualTo(ShardRates.AWS);
  }

  @Test
  void withoutAProfileOnlyWhatAnEntrySaysIsLimited() {
    StreamRates rates = StreamRates.of(new Quotas(Rates.OFF, OWN));

    assertThat(rates.apply("orders-1")).isEqualTo(new ShardRates(0, 7, 0, 0, 0));
    assertThat(rates.apply("orders")).isEqualTo(ShardRates.UNLIMITED);
  }
}
