// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

final class JavaAsyncIT extends ClientContract {

  @Override
  ClientDriver driver() {
    return new JavaAsyncDriver();
  }

  @Override
  String protocol() {
    return "HTTP/2.0";
  }
}
