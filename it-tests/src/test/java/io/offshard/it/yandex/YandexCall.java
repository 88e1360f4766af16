// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.yandex;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.client.PlainHttp;
import io.offshard.it.server.SharedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Calls that no SDK would make, of the database at one server. */
public record YandexCall(URI endpoint) {
  static final String JSON = "application/json";

  /** At the path of the database. */
  Answer of(String operation, String body) {
    return at(SharedServer.DATABASE, operation, JSON, body.getBytes(UTF_8));
  }

  /** One that succeeds. */
  public JsonNode succeed(String operation, String body) {
    Answer answer = of(operation, body);
    if (answer.status() != 200) {
      throw new AssertionError(operation + " " + body + ": " + answer.text());
    }
    return answer.json();
  }

  Answer at(String path, String operation, String contentType, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header("X-Amz-Target", "Kinesis_20131202." + operation)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new Answer(PlainHttp.send(request.build(), BodyHandlers.ofByteArray()));
  }

  /** What came back. */
  record Answer(HttpResponse<byte[]> response) {

    int status() {
      return response.statusCode();
    }

    String text() {
      return new String(response.body(), UTF_8);
    }

    JsonNode json() {
      return JsonNode.parser().parse(text());
    }

    /** The error; {@code ok} when it is none. */
    String type() {
      return status() == 200
          ? "ok"
          : response.headers().firstValue("x-amzn-ErrorType").orElse("none");
    }

    String message() {
      return json().field("message").map(JsonNode::asString).orElse("");
    }

    /** The texts of that member of the entries of that list. */
    List<String> all(String list, String member) {
      return json().field(list).orElseThrow().asArray().stream()
          .map(each -> each.field(member).orElseThrow().text())
          .toList();
    }

    boolean isChecksummed() {
      return PlainHttp.isChecksummed(response);
    }
  }
}
