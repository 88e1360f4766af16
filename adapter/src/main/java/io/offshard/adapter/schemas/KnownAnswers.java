// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.schemas;

import io.offshard.mapping.change.SchemaAnswer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a registry has told, so much of it that memory is bounded: schemas for as long as they are
 * used, and for a while that there is none. They are kept apart, so that records with numbers of no
 * schema drive out no schemas. Thread-safe.
 */
final class KnownAnswers {
  /** Of the texts of all schemas; in memory they take several times as much. */
  private static final long MOST_CHARACTERS = 8 << 20;

  private static final int MOST_OTHERS = 10_000;

  private final Map<Integer, SchemaAnswer.Known> schemas = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Integer, Other> others = new LinkedHashMap<>();
  private final Duration life;
  private final LongSupplier nanos;
  private long characters;

  /** What is no schema, and when that was told. */
  private record Other(SchemaAnswer answer, long since) {}

  /**
   * Nothing is known at first.
   *
   * @param life how long it is believed that there is no schema of a number
   */
  KnownAnswers(Duration life, LongSupplier nanos) {
    this.life = life;
    this.nanos = nanos;
  }

  synchronized @Nullable SchemaAnswer find(int id) {
    SchemaAnswer.Known schema = schemas.get(id);
    if (schema != null) {
      return schema;
    }
    Other other = others.get(id);
    return other == null || nanos.getAsLong() - other.since >= life.toNanos() ? null : other.answer;
  }

  synchronized void keep(int id, SchemaAnswer answer) {
    switch (answer) {
      case SchemaAnswer.Known schema -> {
        characters += schema.schema().length();
        SchemaAnswer.Known before = schemas.put(id, schema);
        characters -= before == null ? 0 : before.schema().length();
        while (characters > MOST_CHARACTERS && schemas.size() > 1) {
          characters -= eldest(schemas).schema().length();
        }
      }
      case SchemaAnswer.Unusable unusable -> {
        others.remove(id);
        others.put(id, new Other(unusable, nanos.getAsLong()));
        if (others.size() > MOST_OTHERS) {
          var _ = eldest(others);
        }
      }
      case SchemaAnswer.OutOfReach outOfReach -> {}
    }
  }

  /** Takes out what has been there, or unused, for longest. */
  private static <T> T eldest(Map<Integer, T> map) {
    Iterator<T> values = map.values().iterator();
    T eldest = values.next();
    values.remove();
    return eldest;
  }
}
