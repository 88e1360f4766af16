// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.nio.file.Path;

/**
 * Where a server listens for encrypted connections and how it proves who it is. The files are read
 * again when they change.
 *
 * @param port the port to bind; 0 lets the system choose
 * @param certificate PEM: the server's certificate, then those that lead to its root
 * @param key PEM: the private key in PKCS #8, not encrypted
 */
public record TlsSettings(int port, Path certificate, Path key) {}
