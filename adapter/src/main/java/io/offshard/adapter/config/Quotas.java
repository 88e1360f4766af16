// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.List;

/** How often and how much clients may ask for. */
public record Quotas(
    @Doc(
            "Rates that hold: `aws`: those of Kinesis, for each shard, stream and caller; `off`:"
                + " none but those of `quotas.streams`. Sizes and counts are limited in any case.")
        @Default(value = "aws", dev = "off")
        Rates profile,
    @Doc(
            "Own rates for each shard of streams: the first entry whose `stream` matches counts;"
                + " what it does not say is as in `quotas.profile`. 0: not limited.")
        @Default("[]")
        List<StreamQuota> streams) {

  /** A set of rates. */
  public enum Rates {
    AWS,
    OFF
  }

  public Quotas {
    streams = List.copyOf(streams);
  }
}
