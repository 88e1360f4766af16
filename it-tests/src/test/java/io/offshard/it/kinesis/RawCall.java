// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import io.offshard.it.server.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Requests that no SDK would send: any bytes under any target. */
final class RawCall {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RawCall() {}

  /** A well-formed call of one operation. */
  static Answer of(Encoding encoding, String operation, Map<String, ?> members) {
    return of(encoding, operation, encoding.write(members));
  }

  /** The same of another server. */
  static Answer of(URI endpoint, Encoding encoding, String operation, Map<String, ?> members) {
    return of(endpoint, encoding, operation, encoding.write(members));
  }

  /** A call of one operation with any bytes as its body. */
  static Answer of(Encoding encoding, String operation, byte[] body) {
    return of(SharedServer.endpoint(), encoding, operation, body);
  }

  private static Answer of(URI endpoint, Encoding encoding, String operation, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "Kinesis_20131202." + operation)
            .header("Content-Type", encoding.contentType())
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return new Answer(encoding, send(request));
  }

  private static HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An answer with its body read in the encoding of the request. */
  record Answer(Encoding encoding, HttpResponse<byte[]> response) {

    int status() {
      return response.statusCode();
    }

    byte[] body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** A text member of the body; empty when it is absent. */
    String member(String name) {
      return encoding.read(body()).field(name).map(JsonNode::text).orElse("");
    }
  }
}
