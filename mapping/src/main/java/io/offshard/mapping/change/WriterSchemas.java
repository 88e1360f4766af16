// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

/**
 * Knows the Avro schemas that records name by number. Whoever reads records implements it over a
 * schema registry. To be thread-safe.
 */
@FunctionalInterface
public interface WriterSchemas {

  /**
   * Looks for the schema of that number. It is called for each record, so it has to know again what
   * it has found once, and must not wait for long.
   */
  SchemaAnswer find(int id);

  /** For where there is no schema registry. */
  static WriterSchemas none() {
    return id -> new SchemaAnswer.OutOfReach("no schema registry is configured");
  }
}
