// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.cluster;

import io.offshard.it.broker.ProcessBroker;

/** What happens to a broker. */
enum Failure {
  /** The process ends at once; it comes back on its data. */
  KILLED,
  /** Its connections stay open and nothing is answered; it goes on where it was. */
  FROZEN;

  void begin(ProcessBroker broker) {
    switch (this) {
      case KILLED -> broker.kill();
      case FROZEN -> broker.freeze();
    }
  }

  void end(ProcessBroker broker) {
    switch (this) {
      case KILLED -> broker.restart();
      case FROZEN -> broker.thaw();
    }
  }
}
