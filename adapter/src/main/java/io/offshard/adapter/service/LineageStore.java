// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;

/** The lineage log: the one place where it is decided what streams there are. Thread-safe. */
public interface LineageStore {

  /** The image as this replica has read it so far; no I/O. */
  Lineages current();

  /**
   * The image with all that any replica was told before this call: what one has acknowledged, every
   * other shows. Asks Kafka where the log ends and waits until this replica has read so far.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when that takes too long
   */
  Lineages latest();

  /**
   * Appends an event and waits until this replica has read it back.
   *
   * @return the image just after the event, and what became of it in log order
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when Kafka does not answer in
   *     time; the event may have been written or not
   */
  Lineages.Step append(LineageEvent event);
}
