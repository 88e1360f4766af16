// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.client.PlainHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Requests that no SDK would send: any bytes under any target. */
final class RawTableCall {
  static final String STREAMS = "DynamoDBStreams_20120810.";
  static final String JSON = "application/x-amz-json-1.0";

  /** DynamoDB Local wants one, and does not look into it. */
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=00";

  private RawTableCall() {}

  static Answer of(URI endpoint, String target, String body) {
    return of(endpoint, target, JSON, body.getBytes(UTF_8));
  }

  static Answer of(URI endpoint, String target, String contentType, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", target)
            .header("Content-Type", contentType)
            .header("Authorization", AUTHORIZATION)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return new Answer(PlainHttp.send(request, BodyHandlers.ofByteArray()));
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

    /** The error with its namespace; {@code ok} when it is none. */
    String type() {
      return status() == 200 ? "ok" : member("__type");
    }

    /** The text of the error, under whatever name; empty when there is none. */
    String message() {
      return member("message") + member("Message");
    }

    private String member(String name) {
      return json().field(name).map(JsonNode::asString).orElse("");
    }

    /** Whether the checksum is that of the body. */
    boolean isChecksummed() {
      return PlainHttp.isChecksummed(response);
    }
  }
}
