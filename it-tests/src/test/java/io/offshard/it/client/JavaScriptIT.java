// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import java.util.List;
import java.util.Map;

/**
 * The JavaScript SDK as shipped, in the versions of {@code package-lock.json}, installed below
 * {@code target}.
 */
final class JavaScriptIT extends ClientContract {

  @Override
  ClientDriver driver() {
    return driver(Map.of());
  }

  static ClientDriver driver(Map<String, String> environment) {
    return new ScriptDriver(
        List.of(Installed.node().toString(), "round-trip.mjs"),
        JavaScripts.directory(),
        environment);
  }

  @Override
  String protocol() {
    return "HTTP/2.0";
  }
}
