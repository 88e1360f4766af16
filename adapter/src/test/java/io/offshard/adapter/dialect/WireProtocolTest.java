// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.dialect.TinyDialect.Greeting;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.observe.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What is different where the protocol is that of DynamoDB. */
class WireProtocolTest {
  private static final String JSON_1_0 = "application/x-amz-json-1.0";
  private static final String BOB = "{\"Name\":\"bob\"}";

  private final List<String> services = new ArrayList<>();
  private final Dispatcher dispatcher =
      new Dispatcher(
          List.of(
              OperationTable.of(
                  "dynamodbstreams",
                  "Streams_1",
                  WireProtocol.DYNAMODB,
                  Operation.served(
                      "Greet", Greeting.SHAPE, Greeting.SHAPE, Access.account(), Call::request),
                  Operation.served(
                      "Refuse", Greeting.SHAPE, Access.account(), WireProtocolTest::refuse),
                  Operation.served(
                      "Break", Greeting.SHAPE, Access.account(), WireProtocolTest::fail))),
          (exchange, service) -> {
            services.add(service);
            return Principal.ANONYMOUS;
          },
          new Meters(),
          seen -> {});

  private static void refuse(Call<Greeting> call) {
    throw new Refusal("ResourceNotFoundException", 400, call.request().name() + " is not there");
  }

  private static void fail(Call<Greeting> call) {
    throw new IllegalStateException("broken on purpose for " + call.requestId());
  }

  private Reply call(String operation, String contentType, String body) {
    return dispatcher.serve(
        TinyDialect.request(contentType, "Streams_1." + operation, body.getBytes(UTF_8)));
  }

  private String text(String operation, String body) {
    return new String(Replies.bytes(call(operation, JSON_1_0, body)), UTF_8);
  }

  @Test
  void answersCarryTheChecksumOfTheirBodies() {
    for (String body : List.of(BOB, "{}", "", "x")) {
      Reply reply = call("Greet", JSON_1_0, body);
      CRC32 crc = new CRC32();
      crc.update(Replies.bytes(reply));

      assertThat(reply.headers()).containsEntry("x-amz-crc32", Long.toString(crc.getValue()));
    }
  }

  @Test
  void bodiesAreJsonOfVersionOneZero() {
    assertThat(call("Greet", JSON_1_0, BOB).headers()).containsEntry("Content-Type", JSON_1_0);
    assertThat(call("Greet", "application/x-amz-cbor-1.1", "x").status()).isNotEqualTo(200);
  }

  @Test
  void errorsHaveTheNamespacesOfTheService() {
    assertThat(text("Refuse", BOB))
        .contains("\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"");
    assertThat(text("Greet", "{}")).contains("\"com.amazon.coral.validate#ValidationException\"");
    assertThat(text("Greet", "x")).contains("\"com.amazon.coral.service#SerializationException\"");
    assertThat(text("Break", BOB))
        .contains("\"com.amazonaws.dynamodb.v20120810#InternalServerError\"");
  }

  @Test
  void callsAreSignedForDynamoDbAlsoWhereTheyAreAboutStreams() {
    var _ = call("Greet", JSON_1_0, BOB);

    assertThat(services).containsExactly("dynamodb");
  }
}
