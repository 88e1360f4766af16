// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.flink;

/** How the source gets its records, in the words of its settings. */
enum Publisher {
  /** GetRecords, again and again. */
  POLLING,

  /** Enhanced fan-out: SubscribeToShard, as a consumer of its own. */
  EFO
}
