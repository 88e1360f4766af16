// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

/** One line of the table of targets. */
sealed interface Row permits Compared, Contended, Signed, Startup {

  String name();

  /** Takes its time; the rig is as it was afterwards. */
  Outcome measure(Rig rig) throws Exception;
}
