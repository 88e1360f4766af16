// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static io.offshard.adapter.dialect.TinyDialect.json;
import static io.offshard.adapter.dialect.TinyDialect.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.observe.Meters;
import io.offshard.mapping.shape.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final String CBOR = "application/x-amz-cbor-1.1";

  private final Meters meters = new Meters();
  private final Dispatcher dispatcher =
      new Dispatcher(List.of(TinyDialect.table()), Authentication.NONE, meters, seen -> {});

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void servesInJson() {
    Reply reply = dispatcher.serve(json("Tiny_2026.Greet", "{\"Name\":\"bob\"}"));

    assertThat(text(reply)).isEqualTo("{\"Name\":\"hi bob\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers())
        .containsEntry("Content-Type", "application/x-amz-json-1.1")
        .containsEntry("x-amzn-RequestId", "id-1")
        .doesNotContainKey("x-amzn-ErrorType")
        .hasEntrySatisfying("x-amz-id-2", id -> assertThat(id).hasSize(96));
  }

  @Test
  void servesInCbor() {
    byte[] body = greetingInCbor("bob");

    Reply reply = dispatcher.serve(request(CBOR, "Tiny_2026.Greet", body));

    assertThat(TinyDialect.Greeting.SHAPE.decode(Wire.CBOR, Replies.bytes(reply)).value().name())
        .isEqualTo("hi bob");
    assertThat(reply.headers()).containsEntry("Content-Type", CBOR);
  }

  @Test
  void ignoresParametersAndCaseOfTheContentType() {
    Exchange exchange =
        request(
            " application/X-amz-json-1.1 ; charset=utf-8",
            "Tiny_2026.Greet",
            "{\"Name\":\"bob\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(dispatcher.serve(exchange).headers())
        .containsEntry("Content-Type", "application/x-amz-json-1.1");
  }

  @Test
  void answersVoidOperationsWithAnEmptyBody() {
    Reply reply = dispatcher.serve(json("Tiny_2026.Forget", "{\"Name\":\"bob\"}"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(Replies.bytes(reply)).isEmpty();
    assertThat(reply.headers()).containsEntry("Content-Type", "application/x-amz-json-1.1");
  }

  @Test
  void writesRefusalsInTheEncodingOfTheRequest() {
    Reply inJson = dispatcher.serve(json("Tiny_2026.Greet", "{\"Name\":\"nobody\"}"));
    Reply inCbor = dispatcher.serve(request(CBOR, "Tiny_2026.Greet", greetingInCbor("nobody")));

    assertThat(text(inJson))
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\",\"message\":\"nobody is not there.\"}");
    assertThat(ErrorBody.PLAIN.decode(Wire.CBOR, Replies.bytes(inCbor)).value())
        .isEqualTo(new ErrorBody("ResourceNotFoundException", "nobody is not there."));
    assertThat(List.of(inJson, inCbor))
        .allSatisfy(
            reply -> {
              assertThat(reply.status()).isEqualTo(400);
              assertThat(reply.headers())
                  .containsEntry("x-amzn-ErrorType", "ResourceNotFoundException");
            });
  }

  @Test
  void hidesWhatWentWrongInside() {
    Reply reply = dispatcher.serve(json("Tiny_2026.Break", "{\"Name\":\"bob\"}"));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(text(reply))
        .isEqualTo(
            "{\"__type\":\"InternalFailureException\",\"message\":\"Internal service failure.\"}");
  }

  @Test
  void tellsAllBrokenConstraintsAtOnce() {
    Reply reply =
        dispatcher.serve(json("Tiny_2026.Greet", "{\"Name\":\"far too long\",\"Times\":9}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply))
        .startsWith("{\"__type\":\"ValidationException\",\"message\":\"2 validation errors");
  }

  @Test
  void tellsAMissingMemberInTheServicesWords() {
    assertThat(text(dispatcher.serve(json("Tiny_2026.Greet", "{}"))))
        .isEqualTo(
            "{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value"
                + " null at 'name' failed to satisfy constraint: Member must not be null\"}");
  }

  @Test
  void tellsAWrongTypeInAMemberWithACapital() {
    Reply reply = dispatcher.serve(json("Tiny_2026.Greet", "{\"Name\":true}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply))
        .isEqualTo(
            "{\"__type\":\"SerializationException\","
                + "\"Message\":\"class java.lang.Boolean can not be converted to an String\"}");
  }

  @Test
  void refusesAnOperationThatIsNotBuiltByNameAndCountsIt() {
    Reply reply = dispatcher.serve(json("Tiny_2026.Sing", "{}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply))
        .isEqualTo(
            "{\"__type\":\"UnsupportedOperationException\","
                + "\"message\":\"Offshard does not support Sing: it has no voice.\"}");
    assertThat(meters.scrape())
        .contains("offshard_unsupported_total{dialect=\"tiny\",operation=\"Sing\"} 1.0");
  }

  @Test
  void countsEachCallOnceUnderLabelsOutOfTheTable() {
    dispatcher.serve(json("Tiny_2026.Greet", "{\"Name\":\"bob\"}"));
    dispatcher.serve(json("Tiny_2026.Evil\"}", "{}"));
    dispatcher.serve(json("Other.Greet", "{}"));

    assertThat(meters.scrape())
        .contains(
            "offshard_requests_total{dialect=\"tiny\",operation=\"Greet\",result=\"ok\"} 1.0",
            "{dialect=\"tiny\",operation=\"unknown\",result=\"UnknownOperationException\"} 1.0",
            "{dialect=\"unknown\",operation=\"unknown\",result=\"UnknownOperationException\"} 1.0")
        .doesNotContain("Evil", "Other");
  }

  @Test
  void refusesATableThatNamesAnOperationTwice() {
    assertThatThrownBy(
            () ->
                OperationTable.of(
                    "t",
                    "T",
                    WireProtocol.JSON_1_1_AND_CBOR,
                    Operation.unsupported("A", "x"),
                    Operation.unsupported("A", "y")))
        .hasMessage("A stands twice in t");
  }

  private static byte[] greetingInCbor(String name) {
    return TinyDialect.Greeting.SHAPE.encode(Wire.CBOR, new TinyDialect.Greeting(name, null));
  }

  private static String text(Reply reply) {
    return new String(Replies.bytes(reply), StandardCharsets.UTF_8);
  }
}
