// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Optional;
import java.util.zip.CRC32;

/** Requests over HTTP/1.1 as no SDK would send them. */
public final class PlainHttp {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private PlainHttp() {}

  /** Sends it and waits for the answer. */
  public static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether the checksum in the header is that of the body. */
  public static boolean isChecksummed(HttpResponse<byte[]> response) {
    CRC32 crc = new CRC32();
    crc.update(response.body());
    return response
        .headers()
        .firstValue("x-amz-crc32")
        .equals(Optional.of(Long.toString(crc.getValue())));
  }
}
