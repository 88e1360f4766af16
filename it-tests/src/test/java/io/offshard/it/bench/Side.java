// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.List;
import java.util.Map;

/** One of the two that a row compares: prepared once, warmed up, measured in several passes. */
interface Side extends AutoCloseable {

  /** One for each thread. */
  List<Step> steps();

  /** What it has measured by itself, warming up included. */
  default Map<Figure, Double> figures() {
    return Map.of();
  }

  /** Reads back what has to be read back; fails when a record is missing, repeated or changed. */
  void verify() throws Exception;

  @Override
  void close();
}
