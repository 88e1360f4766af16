// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

final class JavaSyncCborIT extends ClientContract {

  @Override
  ClientDriver driver() {
    return new JavaSyncDriver();
  }
}
