// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
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
 * @param number the new retention in hours, or the new limit in KiB
 * @param key the key of an encryption
 * @param metrics those added or removed
 */
public record AlterationEntry(
    Kind kind,
    @Nullable Integer number,
    @Nullable String key,
    @Nullable List<ShardMetric> metrics) {

  /** Which alteration it is. */
  public enum Kind {
    RAISE_RETENTION,
    LOWER_RETENTION,
    LIMIT_RECORDS,
    ENCRYPT,
    DECRYPT,
    ADD_METRICS,
    REMOVE_METRICS
  }

  static final Struct<AlterationEntry> SHAPE =
      Struct.of(
          AlterationEntry.class,
          Member.required("kind", EnumText.of(Kind.class)),
          Member.of("number", Whole.ofIntFrom(1)),
          Member.of("key", Text.any()),
          Member.of("metrics", ListShape.of(EnumText.of(ShardMetric.class))));

  static AlterationEntry of(Alteration alteration) {
    return switch (alteration) {
      case RaiseRetention(int hours) -> number(Kind.RAISE_RETENTION, hours);
      case LowerRetention(int hours) -> number(Kind.LOWER_RETENTION, hours);
      case LimitRecords(int size) -> number(Kind.LIMIT_RECORDS, size);
      case Encrypt(String key) -> new AlterationEntry(Kind.ENCRYPT, null, key, null);
      case Decrypt decrypt -> new AlterationEntry(Kind.DECRYPT, null, null, null);
      case AddMetrics(Set<ShardMetric> metrics) -> metrics(Kind.ADD_METRICS, metrics);
      case RemoveMetrics(Set<ShardMetric> metrics) -> metrics(Kind.REMOVE_METRICS, metrics);
    };
  }

  private static AlterationEntry number(Kind kind, int number) {
    return new AlterationEntry(kind, number, null, null);
  }

  private static AlterationEntry metrics(Kind kind, Set<ShardMetric> metrics) {
    return new AlterationEntry(kind, null, null, metrics.stream().sorted().toList());
  }

  Alteration alteration() {
    return switch (kind) {
      case RAISE_RETENTION -> new RaiseRetention(LineageCodec.need(number, "number"));
      case LOWER_RETENTION -> new LowerRetention(LineageCodec.need(number, "number"));
      case LIMIT_RECORDS -> new LimitRecords(LineageCodec.need(number, "number"));
      case ENCRYPT -> new Encrypt(LineageCodec.need(key, "key"));
      case DECRYPT -> new Decrypt();
      case ADD_METRICS -> new AddMetrics(Set.copyOf(LineageCodec.need(metrics, "metrics")));
      case REMOVE_METRICS -> new RemoveMetrics(Set.copyOf(LineageCodec.need(metrics, "metrics")));
    };
  }
}
