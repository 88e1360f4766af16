// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** Calls with paths that no library sends as they are. */
record RawPath(URI endpoint) {

  /** The status of the answer to a call with a body that suits it. */
  int status(String function, String path) {
    String body = function.equals("SeekShard") ? "{\"Type\":\"LATEST\"}" : "{}";
    return status(
        "PUT %s HTTP/1.1\r\nHost: h\r\nX-v3io-function: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, function, body.length(), body));
  }

  /** The status of the answer to a call without a function or a body. */
  int plain(String method, String path) {
    return status("%s %s HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n".formatted(method, path));
  }

  private int status(String request) {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String line = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
      return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
