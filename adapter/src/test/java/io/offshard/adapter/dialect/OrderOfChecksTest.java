// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static io.offshard.adapter.dialect.TinyDialect.bare;
import static io.offshard.adapter.dialect.TinyDialect.json;
import static io.offshard.adapter.dialect.TinyDialect.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Rejection;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.observe.Meters;
import io.offshard.mapping.shape.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every caller here is a stranger, so that each test also shows what comes before the signature.
 */
class OrderOfChecksTest {
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String CBOR = "application/x-amz-cbor-1.1";
  private static final String UNKNOWN = "{\"__type\":\"UnknownOperationException\"}";
  private static final String MALFORMED = "{\"__type\":\"SerializationException\"}";
  private static final String DENIED =
      """
      <AccessDeniedException>
        <Message>Unable to determine service/operation name to be authorized</Message>
      </AccessDeniedException>
      """;

  private final Meters meters = new Meters();
  private final Dispatcher dispatcher =
      new Dispatcher(List.of(TinyDialect.table()), OrderOfChecksTest::stranger, meters, seen -> {});

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void preflightComesBeforeAll() {
    Reply reply =
        dispatcher.serve(
            bare(
                "OPTIONS",
                "",
                "Origin",
                "http://page",
                "Access-Control-Request-Headers",
                "x-amz-target",
                "Access-Control-Request-Method",
                "POST"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(Replies.bytes(reply)).isEmpty();
    assertThat(reply.headers())
        .containsOnlyKeys(
            "x-amzn-RequestId",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods",
            "Access-Control-Max-Age")
        .containsEntry("Access-Control-Allow-Origin", "*")
        .containsEntry("Access-Control-Allow-Headers", "x-amz-target")
        .containsEntry("Access-Control-Max-Age", "172800");
  }

  @Test
  void otherCallsOfPagesExposeTheIds() {
    assertThat(dispatcher.serve(bare("POST", "", "Origin", "http://page")).headers())
        .containsEntry("Access-Control-Allow-Origin", "*")
        .containsEntry(
            "Access-Control-Expose-Headers",
            "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date")
        .doesNotContainKey("Access-Control-Max-Age");
  }

  @Test
  void theMethodComesBeforeTheBody() {
    assertThat(text(dispatcher.serve(bare("GET", "")))).isEqualTo(DENIED);
    assertThat(text(dispatcher.serve(bare("GET", "{", "Content-Type", JSON)))).isEqualTo(DENIED);
  }

  @Test
  void anyPathWillDo() {
    Exchange plain = json("Tiny_2026.Greet", "{}");
    Exchange elsewhere =
        new Exchange(
            plain.requestId(),
            plain.method(),
            "/any/where",
            "a=b",
            plain.authority(),
            plain.headers(),
            plain.body(),
            plain.protocol(),
            plain.remote());

    assertThat(text(dispatcher.serve(elsewhere)))
        .isEqualTo(text(dispatcher.serve(plain)))
        .contains("MissingAuthenticationTokenException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "HEAD", "post"})
  void otherMethodsAreDeniedInXml(String method) {
    Reply reply = dispatcher.serve(bare(method, "{}", "Content-Type", JSON));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(text(reply)).isEqualTo(DENIED);
    assertThat(reply.headers())
        .doesNotContainKey("Content-Type")
        .containsEntry("x-amzn-ErrorType", "AccessDeniedException");
  }

  @Test
  void anEmptyBodyIsAnsweredInCborUnlessTheTypeIsJson() {
    byte[] none = new byte[0];

    assertThat(dispatcher.serve(request(JSON, "Tiny_2026.Greet", none)))
        .satisfies(reply -> assertThat(text(reply)).isEqualTo(MALFORMED));
    assertThat(dispatcher.serve(request(JSON, "Tiny_2026.Other", none)))
        .satisfies(reply -> assertThat(text(reply)).isEqualTo(UNKNOWN));
    Reply reply = dispatcher.serve(request("text/html", "Tiny_2026.Sing", none));
    assertThat(reply.headers()).containsEntry("Content-Type", CBOR);
    assertThat(ErrorBody.PLAIN.decode(Wire.CBOR, Replies.bytes(reply)).value().type())
        .isEqualTo("SerializationException");
  }

  @Test
  void anotherContentTypeIsUnknownWithATargetAndDeniedWithout() {
    Reply with = dispatcher.serve(request("text/html", "Tiny_2026.Greet", bytes("{}")));
    Reply without = dispatcher.serve(bare("POST", "{}", "Content-Type", "text/html"));

    assertThat(with.status()).isEqualTo(404);
    assertThat(text(with)).isEqualTo("<UnknownOperationException/>\n");
    assertThat(without.status()).isEqualTo(403);
    assertThat(text(without)).isEqualTo(DENIED);
  }

  @Test
  void plainJsonIsAFossil() {
    Reply good = dispatcher.serve(request("application/json", "Tiny_2026.Greet", bytes("{}")));
    Reply bad = dispatcher.serve(request("application/json", "Tiny_2026.Greet", bytes("{")));

    assertThat(good.status()).isEqualTo(404);
    assertThat(text(good))
        .isEqualTo(
            "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},"
                + "\"Version\":\"1.0\"}");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(text(bad)).contains("#SerializationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Tiny_2026.Greet", "Tiny_2026.Sing", "Tiny_2026.Other", "Nobody.Greet", ""})
  void aMalformedBodyComesBeforeTheOperation(String target) {
    Reply inJson = dispatcher.serve(json(target, "{\"Name\":"));
    Reply inCbor = dispatcher.serve(request(CBOR, target, new byte[] {(byte) 0xbf, 0x61}));

    assertThat(inJson.status()).isEqualTo(400);
    assertThat(text(inJson)).isEqualTo(MALFORMED);
    assertThat(inCbor.status()).isEqualTo(400);
    assertThat(ErrorBody.SERIALIZATION.decode(Wire.CBOR, Replies.bytes(inCbor)).value())
        .isEqualTo(new ErrorBody("SerializationException", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Tiny_2026.Other", "Tiny_2026.", "Tiny_2026", "Nobody.Greet", "Greet", ""})
  void anUnknownOperationComesBeforeTheCaller(String target) {
    Reply reply = dispatcher.serve(json(target, "{}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply)).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tiny_2026.Greet", "Tiny_2026.Sing", "Tiny_2026.Break"})
  void theCallerComesBeforeTypesAndConstraintsAndOperationsThatAreNotBuilt(String target) {
    Reply reply = dispatcher.serve(json(target, "{\"Name\":true}"));

    assertThat(text(reply))
        .isEqualTo(
            "{\"__type\":\"MissingAuthenticationTokenException\","
                + "\"message\":\"Missing Authentication Token\"}");
    assertThat(meters.scrape()).doesNotContain("offshard_unsupported_total{");
  }

  @Test
  void overloadIsAThrottleErrorInTheEncodingOfTheRequest() {
    Reply inJson = dispatcher.refuse(json("Tiny_2026.Greet", ""), Rejection.OVERLOADED);
    Reply inCbor =
        dispatcher.refuse(request(CBOR, "Tiny_2026.Greet", new byte[0]), Rejection.OVERLOADED);

    assertThat(inJson.status()).isEqualTo(400);
    assertThat(text(inJson))
        .isEqualTo(
            "{\"__type\":\"ProvisionedThroughputExceededException\",\"message\":\"Rate"
                + " exceeded.\"}");
    assertThat(inCbor.headers())
        .containsEntry("Content-Type", CBOR)
        .containsEntry("x-amzn-ErrorType", "ProvisionedThroughputExceededException");
  }

  @Test
  void aBodyThatIsTooLargeIsCountedUnderItsOperation() {
    Reply reply = dispatcher.refuse(json("Tiny_2026.Greet", ""), Rejection.TOO_LARGE);

    assertThat(reply.status()).isEqualTo(413);
    assertThat(Replies.bytes(reply)).isEmpty();
    assertThat(reply.headers()).containsEntry("x-amzn-RequestId", "id-1");
    assertThat(meters.scrape()).contains("operation=\"Greet\",result=\"RequestEntityTooLarge\"");
  }

  private static Principal stranger(Exchange exchange, String service) {
    throw new Refusal("MissingAuthenticationTokenException", 400, "Missing Authentication Token");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Reply reply) {
    return new String(Replies.bytes(reply), StandardCharsets.UTF_8);
  }
}
