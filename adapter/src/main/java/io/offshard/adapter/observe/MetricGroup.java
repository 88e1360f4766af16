// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

/** A section of the page. */
public enum MetricGroup {
  /** Calls. */
  CALLS("Calls"),
  /** Streams and shards. */
  STREAMS("Streams and shards"),
  /** The process and its bounds. */
  PROCESS("The process and its bounds"),
  /** Kafka. */
  KAFKA("Kafka"),
  /** Streams' lineage. */
  LINEAGE("Streams' lineage"),
  /** Tables and items. */
  TABLES("Tables and items");

  private final String title;

  MetricGroup(String title) {
    this.title = title;
  }

  /** Its heading. */
  public String title() {
    return title;
  }
}
