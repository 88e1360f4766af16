// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.List;

/** One of the two that a row compares: prepared once, warmed up, measured in several passes. */
interface Side extends AutoCloseable {

  /** One for each thread. */
  List<Step> steps();

  /** Reads back what has to be read back; fails when a record is missing, repeated or changed. */
  void verify() throws Exception;

  @Override
  void close();
}
