// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.NotCommitted;
import io.offshard.adapter.service.StreamFault.NotOnDemand;
import io.offshard.adapter.service.StreamFault.TooManySwitches;
import io.offshard.adapter.service.StreamFault.Unalterable;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Alteration.SwitchMode;
import io.offshard.mapping.lineage.Alteration.Warm;
import io.offshard.mapping.lineage.BillingCommitment;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.Verdict;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Changes how much streams are to take: the mode, which decides on the limit that a stream counts
 * against, and the throughput that one on demand is to be ready for. Nothing is reserved for that:
 * it is noted and shown. Thread-safe.
 */
public final class StreamCapacity {
  private final LineageStore store;
  private final StreamLifecycle streams;
  private final int switchesPerDay;
  private final Clock clock;

  /**
   * The capacity of all streams.
   *
   * @param switchesPerDay how often the mode of a stream may be changed in 24 hours
   */
  public StreamCapacity(
      LineageStore store, StreamLifecycle streams, int switchesPerDay, Clock clock) {
    this.store = store;
    this.streams = streams;
    this.switchesPerDay = switchesPerDay;
    this.clock = clock;
  }

  /**
   * Changes the mode; it holds some time after this returns. It is no error when all is so already.
   *
   * @param warmMiBps see {@link #warm}; null keeps what there is
   * @throws StreamFaultException as {@link StreamLifecycle#alter}, and with {@link
   *     TooManySwitches}, {@link StreamFault.LimitExceeded}, {@link NotOnDemand} or {@link
   *     NotCommitted}
   */
  public void switchMode(String name, CapacityMode mode, @Nullable Integer warmMiBps) {
    Alteration alteration = new SwitchMode(mode, warmMiBps);
    Lineages image = store.latest();
    Lineage stream = Proposals.find(image, name);
    streams.requireAlterable(stream);
    if (stream.isNative() && mode == CapacityMode.PROVISIONED) {
      throw new StreamFaultException(
          new Unalterable(name, "The owner of its topic decides on the number of its partitions."));
    }
    requireReservable(name, mode, warmMiBps);
    if (stream.verdict(alteration) == Verdict.ACCEPTED && stream.settings().mode() != mode) {
      if (stream.settings().capacity().switchesBefore(clock.instant()) >= switchesPerDay) {
        throw new StreamFaultException(new TooManySwitches(name, switchesPerDay));
      }
      streams.requireRoom(image, stream.openShardCount(), mode);
    }
    var _ = streams.alter(name, alteration);
  }

  /**
   * Has a stream on demand be ready for so much, some time after this returns.
   *
   * @param warmMiBps MiB per second
   * @return the settings that hold until then
   * @throws StreamFaultException as {@link StreamLifecycle#alter}, and with {@link NotCommitted}
   */
  public StreamSettings warm(String name, int warmMiBps) {
    Lineage stream = Proposals.find(store.latest(), name);
    streams.requireAlterable(stream);
    requireReservable(name, stream.settings().mode(), warmMiBps);
    return streams.alter(name, new Warm(warmMiBps));
  }

  /**
   * Refuses a throughput for a stream that would not be on demand, or without the account's
   * promise.
   *
   * @throws StreamFaultException with {@link NotOnDemand}, {@link NotCommitted} or {@link
   *     StreamFault.Unavailable}
   */
  public void requireReservable(String name, CapacityMode mode, @Nullable Integer warmMiBps) {
    if (warmMiBps == null) {
      return;
    }
    if (mode != CapacityMode.ON_DEMAND) {
      throw new StreamFaultException(new NotOnDemand(name));
    }
    boolean committed =
        store
            .latest()
            .commitment()
            .filter(held -> held.status(clock.instant()) != BillingCommitment.Status.DISABLED)
            .isPresent();
    if (!committed) {
      throw new StreamFaultException(new NotCommitted());
    }
  }
}
