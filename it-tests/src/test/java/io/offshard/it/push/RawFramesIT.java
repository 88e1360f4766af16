// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.SharedServer;
import java.io.DataInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;

/** The bytes of a subscription over HTTP/1.1, frame by frame. */
final class RawFramesIT {
  private final LiveStream stream = LiveStream.create(JavaClients.shared(), 1);

  private HttpResponse<InputStream> subscribe(HttpClient client, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(SharedServer.endpoint())
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Kinesis_20131202.SubscribeToShard")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private String body(String consumer) {
    return """
    {"ConsumerARN": "%s", "ShardId": "shardId-000000000000",
     "StartingPosition": {"Type": "TRIM_HORIZON"}}\
    """
        .formatted(consumer);
  }

  private String consumer() {
    String arn = stream.summary().streamARN();
    return JavaClients.shared()
        .registerStreamConsumer(request -> request.streamARN(arn).consumerName("app"))
        .consumer()
        .consumerARN();
  }

  /** Null at the orderly end. */
  private static @Nullable Message next(DataInputStream in) throws Exception {
    byte[] length = in.readNBytes(4);
    if (length.length == 0) {
      return null;
    }
    ByteBuffer frame = ByteBuffer.allocate(ByteBuffer.wrap(length).getInt()).put(length);
    in.readFully(frame.array(), 4, frame.remaining());
    return Message.decode(frame.rewind());
  }

  private static String header(@Nullable Message message, String name) {
    return Objects.requireNonNull(
            Objects.requireNonNull(message, "the stream has ended").getHeaders().get(name))
        .getString();
  }

  @Test
  void theFramesAreInitialResponseEventsAndTheEnd() throws Exception {
    stream.put(0, "hello");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer = subscribe(client, body(consumer()));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains("application/vnd.amazon.eventstream");
      assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
      assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
      List<Message> frames = new ArrayList<>();
      try (DataInputStream in = new DataInputStream(answer.body())) {
        for (Message frame = next(in); frame != null; frame = next(in)) {
          frames.add(frame);
        }
      }
      assertThat(header(frames.getFirst(), ":event-type")).isEqualTo("initial-response");
      assertThat(frames.getFirst().getPayload()).asString(UTF_8).isEqualTo("{}");
      assertThat(frames.subList(1, frames.size()))
          .isNotEmpty()
          .allSatisfy(
              frame -> {
                assertThat(header(frame, ":message-type")).isEqualTo("event");
                assertThat(header(frame, ":event-type")).isEqualTo("SubscribeToShardEvent");
              });
      assertThat(frames.get(1).getPayload())
          .asString(UTF_8)
          .startsWith("{\"Records\":[{\"SequenceNumber\":\"")
          .contains("\"Data\":\"aGVsbG8=\",\"PartitionKey\":\"key\"}]")
          .containsPattern("\"ContinuationSequenceNumber\":\"\\d{56}\"")
          .endsWith("\"MillisBehindLatest\":0}");
    }
  }

  @Test
  void aRefusalIsAnOrdinaryAnswer() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer = subscribe(client, body(consumer() + "7"));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
          .contains("ResourceNotFoundException");
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains("application/x-amz-json-1.1");
      assertThat(answer.body().readAllBytes())
          .asString(UTF_8)
          .startsWith("{\"__type\":\"ResourceNotFoundException\",\"message\":\"Consumer app");
    }
  }

  @Test
  void anErrorInTheStreamIsAFrameOfItsOwn() throws Exception {
    String consumer = consumer();
    try (HttpClient client = HttpClient.newHttpClient();
        DataInputStream in = new DataInputStream(subscribe(client, body(consumer)).body())) {
      next(in);
      JavaClients.shared().deregisterStreamConsumer(request -> request.consumerARN(consumer));

      Message frame = next(in);
      while (header(frame, ":message-type").equals("event")) {
        frame = next(in);
      }
      assertThat(header(frame, ":message-type")).isEqualTo("exception");
      assertThat(header(frame, ":exception-type")).isEqualTo("ResourceNotFoundException");
      assertThat(Objects.requireNonNull(frame).getPayload())
          .asString(UTF_8)
          .startsWith("{\"message\":\"Consumer app");
      assertThat(next(in)).isNull();
    }
  }
}
