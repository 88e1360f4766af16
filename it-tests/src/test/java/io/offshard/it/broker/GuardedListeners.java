// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import java.util.HashMap;
import java.util.Map;

/**
 * Where a broker listens that asks its clients who they are; a second listener is open, for the
 * tests and for the broker itself.
 *
 * @param protocol of the guarded listener, for example {@code SASL_SSL}; also its name
 */
public record GuardedListeners(String protocol, int guarded, int open, int controller) {

  /** On free ports. */
  public static GuardedListeners of(String protocol) {
    return new GuardedListeners(protocol, Ports.free(), Ports.free(), Ports.free());
  }

  /** The address of the open listener. */
  public String openAddress() {
    return "127.0.0.1:" + open;
  }

  /** What to tell the broker of them; others may be added. */
  public Map<String, String> settings() {
    String clients = "%s://127.0.0.1:%d,OPEN://%s".formatted(protocol, guarded, openAddress());
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", clients + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", clients);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put(
        "listener.security.protocol.map",
        "%s:%s,OPEN:PLAINTEXT,CONTROLLER:PLAINTEXT".formatted(protocol, protocol));
    settings.put("inter.broker.listener.name", "OPEN");
    return settings;
  }
}
