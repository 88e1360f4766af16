// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

/** What one thread of a load does again and again; used by one thread at a time. */
interface Step {

  /** One call, checked; how many records (or calls, where there are no records) it was worth. */
  int run() throws Exception;
}
