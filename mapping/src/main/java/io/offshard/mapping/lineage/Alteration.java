// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a stream as its owner wants it from now on. Says what is to be done and not what
 * shall come of it, so that none of two that were proposed at the same time undoes the other.
 */
public sealed interface Alteration {

  /** Records stay readable for longer; refused where that would be shorter. */
  record RaiseRetention(int hours) implements Alteration {}

  /** Records stay readable less long; refused where that would be longer. */
  record LowerRetention(int hours) implements Alteration {}

  /** Another limit for the size of records. */
  record LimitRecords(int maxRecordKiB) implements Alteration {}

  /** Encryption with that key. */
  record Encrypt(String key) implements Alteration {}

  /** No encryption. */
  record Decrypt() implements Alteration {}

  /** More to be measured. */
  record AddMetrics(Set<ShardMetric> metrics) implements Alteration {
    public AddMetrics {
      metrics = Set.copyOf(metrics);
    }
  }

  /** Less to be measured. */
  record RemoveMetrics(Set<ShardMetric> metrics) implements Alteration {
    public RemoveMetrics {
      metrics = Set.copyOf(metrics);
    }
  }

  /**
   * Another capacity mode.
   *
   * @param warmMiBps see {@link Capacity}; null keeps what there is
   */
  record SwitchMode(CapacityMode mode, @Nullable Integer warmMiBps) implements Alteration {}

  /** Another throughput to be ready for, in MiB per second; only of a stream on demand. */
  record Warm(int warmMiBps) implements Alteration {}

  /** What comes of settings by it. */
  default StreamSettings on(StreamSettings before) {
    return switch (this) {
      case RaiseRetention raise -> before.withRetentionHours(raise.hours());
      case LowerRetention lower -> before.withRetentionHours(lower.hours());
      case LimitRecords limit -> before.withMaxRecordKiB(limit.maxRecordKiB());
      case Encrypt encrypt -> before.withEncryptionKey(encrypt.key());
      case Decrypt decrypt -> before.withEncryptionKey(null);
      case AddMetrics add -> {
        Set<ShardMetric> all = EnumSet.noneOf(ShardMetric.class);
        all.addAll(add.metrics());
        all.addAll(before.metrics());
        yield before.withMetrics(all);
      }
      case RemoveMetrics remove -> {
        Set<ShardMetric> left = EnumSet.noneOf(ShardMetric.class);
        left.addAll(before.metrics());
        left.removeAll(remove.metrics());
        yield before.withMetrics(left);
      }
      case SwitchMode to -> before.withCapacity(before.capacity().in(to.mode(), to.warmMiBps()));
      case Warm warm -> before.withCapacity(before.capacity().warm(warm.warmMiBps()));
    };
  }

  /** What would become of it for a stream with those settings that is active. */
  default Verdict verdict(StreamSettings before) {
    boolean reversed =
        switch (this) {
          case RaiseRetention raise -> raise.hours() < before.retentionHours();
          case LowerRetention lower -> lower.hours() > before.retentionHours();
          case LimitRecords limit -> false;
          case Encrypt encrypt -> false;
          case Decrypt decrypt -> false;
          case AddMetrics add -> false;
          case RemoveMetrics remove -> false;
          case SwitchMode to -> false;
          case Warm warm -> false;
        };
    if (reversed) {
      return Verdict.WRONG_DIRECTION;
    }
    if (this instanceof Warm && before.mode() != CapacityMode.ON_DEMAND) {
      return Verdict.NOT_ON_DEMAND;
    }
    return on(before).equals(before) ? Verdict.UNCHANGED : Verdict.ACCEPTED;
  }
}
