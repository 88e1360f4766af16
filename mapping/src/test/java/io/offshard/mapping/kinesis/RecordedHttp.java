// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Stands where the AWS SDK has its network: keeps what was sent and gives the prepared answer. */
final class RecordedHttp implements SdkHttpClient {
  private final Wire wire;
  private byte[] sent = new byte[0];
  private int status = 200;
  private byte[] answer = new byte[0];

  RecordedHttp(Wire wire) {
    this.wire = wire;
  }

  void answer(int status, byte[] body) {
    this.status = status;
    this.answer = body;
  }

  byte[] sent() {
    return sent;
  }

  private String contentType() {
    return switch (wire) {
      case JSON -> "application/x-amz-json-1.1";
      case CBOR -> "application/x-amz-cbor-1.1";
    };
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (!request
            .httpRequest()
            .firstMatchingHeader("Content-Type")
            .orElse("")
            .equals(contentType())) {
          throw new IOException("not in " + wire);
        }
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
          sent = body.readAllBytes();
        }
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(status)
                    .putHeader("Content-Type", contentType())
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}
}
