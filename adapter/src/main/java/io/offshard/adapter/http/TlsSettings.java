// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server listens for encrypted connections and how it proves who it is. The files are read
 * again when they change.
 *
 * @param port the port to bind; 0 lets the system choose
 * @param certificate PEM: the server's certificate, then those that lead to its root
 * @param key PEM: the private key in PKCS #8, not encrypted
 * @param clientCa PEM: the authorities one of which must have signed the certificate that each
 *     client then has to show
 */
public record TlsSettings(int port, Path certificate, Path key, Optional<Path> clientCa) {
  /** Where clients need no certificate. */
  public TlsSettings(int port, Path certificate, Path key) {
    this(port, certificate, key, Optional.empty());
  }
}
