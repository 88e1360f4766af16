// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP/1.1. */
final class FuzzLaneHttp1 implements FuzzLane {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;

  FuzzLaneHttp1(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Answer call(String operation, Encoding encoding, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(SECONDS))
            .header("X-Amz-Target", "Kinesis_20131202." + operation)
            .header("Content-Type", encoding.contentType())
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      return new Answer(
          answer.statusCode(), answer.headers().firstValue("x-amzn-ErrorType").orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
