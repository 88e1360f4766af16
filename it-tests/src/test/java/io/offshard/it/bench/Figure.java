// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

/** What a row measures. */
enum Figure {
  RATE("/s", true),
  RAW_RATE("raw/s", true),
  RATIO("of raw", true),
  CPU("CPU us", false),
  BROKER_CPU("broker CPU us", false),
  P50("p50 ms", false),
  P99("p99 ms", false),
  RAW_P50("raw p50", false),
  RAW_P99("raw p99", false),
  P50_ABOVE_RAW("ms p50 above raw", false),
  P99_ABOVE_RAW("ms p99 above raw", false),
  P50_AFTER_ANSWER("ms p50 after the answer", false),
  WITHOUT_SUCCESS("s without a success", false),
  START("s to first 200", false),
  MEMORY("MB idle", false);

  private final String label;
  private final boolean moreIsBetter;

  Figure(String label, boolean moreIsBetter) {
    this.label = label;
    this.moreIsBetter = moreIsBetter;
  }

  String label() {
    return label;
  }

  boolean moreIsBetter() {
    return moreIsBetter;
  }

  /** As many digits as mean something. */
  String show(double value) {
    if (value >= 100) {
      return "%,.0f".formatted(value);
    }
    return value >= 10 ? "%.1f".formatted(value) : "%.2f".formatted(value);
  }
}
