// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.config.OnDemand;
import io.offshard.adapter.service.LineageStore;
import io.offshard.adapter.service.OnDemandRules;
import io.offshard.adapter.service.OnDemandScaler;
import io.offshard.adapter.service.Pause;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.Resharder;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;

/** What gives streams on demand shards for their load, as the configuration has it. */
final class Scaling {
  /** What a stream on demand begins with. */
  private static final int FEWEST_SHARDS = 4;

  private Scaling() {}

  static OnDemandScaler of(OnDemand own, LineageStore store, PendingWork work) {
    OnDemandRules rules =
        new OnDemandRules(
            own.look(),
            own.shardRecords(),
            own.shardBytes(),
            Math.min(FEWEST_SHARDS, own.mostShards()),
            own.mostShards(),
            own.calm());
    return new OnDemandScaler(
        store,
        new Resharder(store, work, 0, 0, Clock.systemUTC(), UUID::randomUUID),
        rules,
        Pause.SLEEP,
        Executors.newVirtualThreadPerTaskExecutor(),
        System::nanoTime);
  }
}
