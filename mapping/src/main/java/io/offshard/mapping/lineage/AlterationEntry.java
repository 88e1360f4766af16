// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
import io.offshard.mapping.lineage.Alteration.SwitchMode;
import io.offshard.mapping.lineage.Alteration.Warm;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an alteration, in its proposal and in a snapshot. Public only because a {@link
 * Struct} asks for it; use {@link LineageCodec}.
 *
 * @param number the new retention in hours, the new limit in KiB, or the throughput in MiB per
 *     second
 * @param key the key of an encryption
 * @param metrics those added or removed
 */
public record AlterationEntry(
    Kind kind,
    @Nullable Integer number,
    @Nullable String key,
    @Nullable List<ShardMetric> metrics,
    @Nullable CapacityMode mode) {

  /** Which alteration it is. */
  public enum Kind {
    RAISE_RETENTION,
    LOWER_RETENTION,
    LIMIT_RECORDS,
    ENCRYPT,
    DECRYPT,
    ADD_METRICS,
    REMOVE_METRICS,
    SWITCH_MODE,
    WARM
  }

  static final Struct<AlterationEntry> SHAPE =
      Struct.of(
          AlterationEntry.class,
          Member.required("kind", EnumText.of(Kind.class)),
          Member.of("number", Whole.ofIntFrom(0)),
          Member.of("key", Text.any()),
          Member.of("metrics", ListShape.of(EnumText.of(ShardMetric.class))),
          Member.of("mode", EnumText.of(CapacityMode.class)));

  static AlterationEntry of(Alteration alteration) {
    return switch (alteration) {
      case RaiseRetention(int hours) -> number(Kind.RAISE_RETENTION, hours);
      case LowerRetention(int hours) -> number(Kind.LOWER_RETENTION, hours);
      case LimitRecords(int size) -> number(Kind.LIMIT_RECORDS, size);
      case Encrypt(String key) -> new AlterationEntry(Kind.ENCRYPT, null, key, null, null);
      case Decrypt decrypt -> new AlterationEntry(Kind.DECRYPT, null, null, null, null);
      case AddMetrics(Set<ShardMetric> metrics) -> metrics(Kind.ADD_METRICS, metrics);
      case RemoveMetrics(Set<ShardMetric> metrics) -> metrics(Kind.REMOVE_METRICS, metrics);
      case SwitchMode(CapacityMode mode, Integer warmMiBps) ->
          new AlterationEntry(Kind.SWITCH_MODE, warmMiBps, null, null, mode);
      case Warm(int warmMiBps) -> number(Kind.WARM, warmMiBps);
    };
  }

  private static AlterationEntry number(Kind kind, int number) {
    return new AlterationEntry(kind, number, null, null, null);
  }

  private static AlterationEntry metrics(Kind kind, Set<ShardMetric> metrics) {
    return new AlterationEntry(kind, null, null, metrics.stream().sorted().toList(), null);
  }

  Alteration alteration() {
    return switch (kind) {
      case RAISE_RETENTION -> new RaiseRetention(needPositive());
      case LOWER_RETENTION -> new LowerRetention(needPositive());
      case LIMIT_RECORDS -> new LimitRecords(needPositive());
      case ENCRYPT -> new Encrypt(LineageCodec.need(key, "key"));
      case DECRYPT -> new Decrypt();
      case ADD_METRICS -> new AddMetrics(Set.copyOf(LineageCodec.need(metrics, "metrics")));
      case REMOVE_METRICS -> new RemoveMetrics(Set.copyOf(LineageCodec.need(metrics, "metrics")));
      case SWITCH_MODE -> new SwitchMode(LineageCodec.need(mode, "mode"), number);
      case WARM -> new Warm(LineageCodec.need(number, "number"));
    };
  }

  private int needPositive() {
    int given = LineageCodec.need(number, "number");
    if (given < 1) {
      throw new IllegalArgumentException("number " + given);
    }
    return given;
  }
}
