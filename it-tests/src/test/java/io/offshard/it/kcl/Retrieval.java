// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

/** How an application of the library gets its records. */
enum Retrieval {
  /** GetRecords, again and again. */
  POLLING,

  /** Enhanced fan-out: SubscribeToShard, as a consumer of its own. */
  FAN_OUT
}
