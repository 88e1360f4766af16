// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import io.offshard.it.access.Operations.Sample;
import io.offshard.it.client.PlainHttp;
import io.offshard.it.server.SharedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Calls of any API by any caller, signed by the SDK's own signer. */
record MatrixCall(URI endpoint) {

  /** What came back: the status, and the error's type and text, if any, as one text. */
  record Answer(int status, String text) {}

  Answer of(Sample sample, Caller caller) {
    HttpRequest request = sample.api().equals("v3io") ? v3io(sample, caller) : aws(sample, caller);
    HttpResponse<String> answer = PlainHttp.send(request, BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  private HttpRequest aws(Sample sample, Caller caller) {
    boolean yandex = sample.api().equals("yandex");
    boolean dynamo = sample.api().startsWith("dynamodb");
    String target =
        switch (sample.api()) {
          case "dynamodb" -> "DynamoDB_20120810.";
          case "dynamodbstreams" -> "DynamoDBStreams_20120810.";
          default -> "Kinesis_20131202.";
        };
    byte[] body = sample.rest().getFirst().getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(yandex ? endpoint.resolve(SharedServer.DATABASE) : endpoint)
            .putHeader("X-Amz-Target", target + sample.operation())
            .putHeader("Content-Type", "application/x-amz-json-1." + (dynamo ? "0" : "1"))
            .build();
    SdkHttpRequest sent =
        caller == Caller.NOBODY
            ? unsigned
            : signed(
                unsigned,
                body,
                caller,
                dynamo ? "dynamodb" : "kinesis",
                yandex ? "ru-central1" : "us-east-1");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(sent.getUri()).POST(BodyPublishers.ofByteArray(body));
    sent.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  private static SdkHttpRequest signed(
      SdkHttpRequest request, byte[] body, Caller caller, String service, String region) {
    return AwsV4HttpSigner.create()
        .sign(
            signing ->
                signing
                    .identity(AwsCredentialsIdentity.create(caller.key(), caller.secret()))
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK, Clock.offset(Clock.systemUTC(), caller.clock())))
        .request();
  }

  /** Secrets of v3io have no time, and no signature that could be wrong but the secret itself. */
  private HttpRequest v3io(Sample sample, Caller caller) {
    String body = sample.rest().size() > 2 ? sample.rest().get(2) : "";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(sample.rest().get(1)))
            .method(sample.rest().get(0), BodyPublishers.ofString(body));
    if (!sample.operation().endsWith("Object")) {
      request.header("X-v3io-function", sample.operation());
    }
    if (caller == Caller.UNKNOWN || caller == Caller.FORGER) {
      String pair = caller.key() + ":" + caller.secret();
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + basic);
    } else if (caller != Caller.NOBODY) {
      request.header("X-v3io-session-key", caller.secret());
    }
    return request.build();
  }
}
