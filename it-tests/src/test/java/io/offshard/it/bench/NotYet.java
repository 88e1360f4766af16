// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

/** A line of which the feature is still to come. */
record NotYet(String name, String missing) implements Row {

  @Override
  public Outcome measure(Rig rig) {
    return Outcome.without(name, "not there yet: " + missing);
  }
}
