// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

/** The SDK reads its switch at every call, so it stays off for as long as this client runs. */
final class JavaSyncJsonIT extends ClientContract {

  private static final String SWITCH = "aws.cborEnabled";

  @Override
  ClientDriver driver() {
    return (endpoint, stream, shards, samples) -> {
      System.setProperty(SWITCH, "false");
      try {
        return new JavaSyncDriver().run(endpoint, stream, shards, samples);
      } finally {
        System.clearProperty(SWITCH);
      }
    };
  }
}
