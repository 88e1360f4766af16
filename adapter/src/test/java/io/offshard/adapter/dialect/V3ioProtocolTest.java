// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.access.Authorization;
import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.auth.SessionKeysTest;
import io.offshard.adapter.dialect.v3io.EmptyContainers;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import io.offshard.adapter.http.Rejection;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Observation;
import io.offshard.mapping.policy.Effect;
import io.offshard.mapping.policy.Rule;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V3ioProtocolTest {
  private final Meters meters = new Meters();
  private final List<Observation> seen = new ArrayList<>();

  @AfterEach
  void close() {
    meters.close();
  }

  private Dispatcher door(Authentication authentication, Optional<String> corsOrigin) {
    return new Dispatcher(
        List.of(TinyDialect.table()),
        Authentication.NONE,
        Authorization.everything(),
        Optional.of(
            new V3ioApi(EmptyContainers.create(), authentication, EmptyContainers.ALL, corsOrigin)),
        meters,
        seen::add);
  }

  private Reply call(String method, String path, String body, String... headers) {
    return door(Authentication.NONE, Optional.empty()).serve(request(method, path, body, headers));
  }

  private static Exchange request(String method, String path, String body, String... headers) {
    return new Exchange(
        "id-1",
        method,
        path,
        "",
        "127.0.0.1:1",
        Headers.of(headers),
        body.getBytes(StandardCharsets.UTF_8),
        "HTTP/1.1",
        "127.0.0.1:1");
  }

  private static String text(Reply reply) {
    return new String(Replies.bytes(reply), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "POST"})
  void aFunctionIsCalledByEitherMethodWithoutBodyOrContentType(String method) {
    Reply reply = call(method, "/users/a/b", "", "x-V3IO-function", "DescribeStream");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(text(reply))
        .isEqualTo("{\"ErrorCode\":-201326595,\"ErrorMessage\":\"ResourceNotFoundException\"}");
    assertThat(reply.headers()).containsEntry("Content-Type", "application/json");
    assertThat(seen.getFirst())
        .extracting(Observation::dialect, Observation::operation, Observation::result)
        .containsExactly("v3io", "DescribeStream", "ResourceNotFoundException");
  }

  @ParameterizedTest
  @CsvSource({
    "/users/a, '', ''",
    "/7/a, '', ''",
    "/u%73ers/a, '', ''",
    "//users//a, '', ''",
    "/other, X-v3io-function, Seek",
    "/, x-v3io-session-key, k"
  })
  void aSignOfV3ioMakesACallOne(String path, String header, String value) {
    Reply reply = header.isEmpty() ? call("GET", path, "") : call("PUT", path, "", header, value);

    assertThat(seen.getFirst().dialect()).isEqualTo("v3io");
    assertThat(text(reply)).contains("ErrorCode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/user", "/users.a", "/x/users/a"})
  void withoutSuchASignItIsNone(String path) {
    var _ = call("GET", path, "");

    assertThat(seen.getFirst().dialect()).isEqualTo("unknown");
  }

  @Test
  void aTargetOfAwsComesFirst() {
    Reply reply =
        call(
            "POST",
            "/users/a",
            "{\"Name\":\"bob\"}",
            "X-Amz-Target",
            "Tiny_2026.Greet",
            "Content-Type",
            "application/x-amz-json-1.1",
            "X-v3io-function",
            "Seek");

    assertThat(text(reply)).isEqualTo("{\"Name\":\"hi bob\"}");
  }

  @Test
  void aContainerThatIsNotConfiguredIsNotFound() {
    Reply reply = call("PUT", "/nowhere/a", "", "X-v3io-function", "DescribeStream");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(text(reply)).contains("\"ErrorMessage\":\"Container not found\"");
  }

  @Test
  void aFunctionThatIsNotBuiltIsRefusedByNameAndCounted() {
    Reply reply = call("PUT", "/users/a", "", "X-v3io-function", "PutChunk");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply))
        .contains("\"ErrorMessage\":\"Offshard does not support PutChunk: it is internal");
    assertThat(meters.scrape())
        .contains("offshard_unsupported_total{dialect=\"v3io\",operation=\"PutChunk\"} 1.0");
  }

  @Test
  void anUnknownFunctionIsNeverALabel() {
    Reply reply = call("PUT", "/users/a", "", "X-v3io-function", "Evil");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply)).contains("There is no such function.").doesNotContain("Evil");
    assertThat(seen.getFirst().operation()).isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\":[{\"Data\":\"AAAA\",\"PartitionKey\":\"a\"b\"}]}",
        "[]",
        "null",
        "{\"Records\":7}",
        "{\"Records\":[]}",
        "{\"Records\":[{\"Data\":\"!\"}]}",
        "{}",
        "{",
        "\u0000"
      })
  void aBodyThatIsWrongIsAnInvalidArgument(String body) {
    Reply reply = call("POST", "/users/a", body, "X-v3io-function", "PutRecords");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply))
        .isEqualTo("{\"ErrorCode\":-201326592,\"ErrorMessage\":\"InvalidArgumentException\"}");
  }

  @Test
  void aBodyOfMoreThanTenMebibytesIsNotLookedInto() {
    String body = "{" + " ".repeat((10 << 20) - 2) + "}";

    assertThat(call("PUT", "/users/a", body, "X-v3io-function", "DescribeStream").status())
        .isEqualTo(404);
    assertThat(call("PUT", "/users/a", body + " ", "X-v3io-function", "DescribeStream").status())
        .isEqualTo(413);
  }

  @Test
  void aFunctionIsNotCalledByOtherMethods() {
    assertThat(call("GET", "/users/a", "", "X-v3io-function", "DescribeStream").status())
        .isEqualTo(400);
  }

  @Test
  void whoIsNotKnownIsToldSoBeforeAnythingElse() {
    Authentication nobody =
        (exchange, service) -> {
          throw SessionKeysTest.stranger();
        };

    Reply reply =
        door(nobody, Optional.empty())
            .serve(request("PUT", "/nowhere/a", "{", "X-v3io-function", "PutChunk"));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(text(reply))
        .isEqualTo("{\"ErrorCode\":-201326688,\"ErrorMessage\":\"Unauthorized\"}");
    assertThat(reply.headers()).containsEntry("WWW-Authenticate", "Basic realm=\"v3io\"");
    assertThat(meters.scrape()).doesNotContain("offshard_unsupported_total{");
  }

  @Test
  void bodiesThatAreNotTakenAreAnsweredInItsOwnForm() {
    Dispatcher door = door(Authentication.NONE, Optional.empty());
    Exchange head = request("POST", "/users/a", "", "X-v3io-function", "PutRecords");

    assertThat(door.refuse(head, Rejection.TOO_LARGE).status()).isEqualTo(413);
    assertThat(text(door.refuse(head, Rejection.TOO_LARGE))).contains("InvalidArgumentException");
    assertThat(door.refuse(head, Rejection.OVERLOADED).status()).isEqualTo(503);
  }

  @Test
  void browsersMayCallWhereTheConfigurationSaysSo() {
    String[] asked = {"Origin", "https://a.org", "Access-Control-Request-Method", "PUT"};
    Exchange preflight = request("OPTIONS", "/users/a", "", asked);

    Reply allowed = door(Authentication.NONE, Optional.of("https://a.org")).serve(preflight);
    Reply refused = door(Authentication.NONE, Optional.empty()).serve(preflight);

    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.headers())
        .containsEntry("Access-Control-Allow-Origin", "https://a.org")
        .containsEntry("Access-Control-Allow-Credentials", "true")
        .containsEntry(
            "Access-Control-Allow-Headers",
            "X-v3io-function, X-v3io-session-key, Authorization, Content-Type");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.headers()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void pagesSeeByWhichWriteAnItemIsAsItIs() {
    Exchange call = request("GET", "/users/a", "", "Origin", "https://a.org");

    Reply answer = door(Authentication.NONE, Optional.of("https://a.org")).serve(call);

    assertThat(answer.headers())
        .containsEntry("Access-Control-Allow-Credentials", "true")
        .containsEntry(
            "Access-Control-Expose-Headers", "X-Request-Id, X-v3io-transaction-verifier");
  }

  /** One who may do everything, but nothing with the stream users.a.b. */
  private record AllButOne(Authorization any) implements Authorization {
    private static final List<Rule> RULES =
        List.of(
            Rule.of(Effect.ALLOW, List.of("*"), List.of("*")),
            Rule.of(Effect.DENY, List.of("*"), List.of("users.a.b")));

    @Override
    public Verdict decide(
        Principal caller, String action, Subject subject, @Nullable String policy) {
      return Verdict.of(RULES, List.of(), action, subject);
    }

    @Override
    public boolean sees(
        Principal caller, String service, Subject subject, @Nullable String policy) {
      return any.sees(caller, service, subject, policy);
    }

    @Override
    public String nameOf(Principal caller) {
      return any.nameOf(caller);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,    DescribeStream, /users/a/b/,         403",
    "PUT,    GetRecords,     /users/a/b/0,        403",
    "PUT,    GetItem,        /users/a/b/0,        403",
    "PUT,    PutItem,        /7/a/b/x-state.json, 403",
    "PUT,    UpdateItem,     /users/a/b/0,        403",
    "PUT,    GetItems,       /users/a/b/,         403",
    "DELETE, '',             /users/a/b/0,        403",
    "DELETE, '',             /users//a/%62/0/,    403",
    "DELETE, '',             /users/a/b/,         403",
    "DELETE, '',             /users/a/b/c/d.txt,  403",
    "GET,    '',             /users/a/b/d.txt,    403",
    "HEAD,   '',             /users/a/b/d.txt,    403",
    "PUT,    '',             /users/a/b/d.txt,    403",
    "DELETE, '',             /users/a/c/0,        404",
    "DELETE, '',             /users/a/0,          404",
  })
  void whoIsDeniedAStreamIsDeniedAllThatIsInIt(
      String method, String function, String path, int status) {
    Dispatcher door =
        new Dispatcher(
            List.of(),
            Authentication.NONE,
            new AllButOne(Authorization.everything()),
            Optional.of(
                new V3ioApi(
                    EmptyContainers.create(),
                    Authentication.NONE,
                    EmptyContainers.ALL,
                    Optional.empty())),
            meters,
            seen::add);

    String[] headers =
        function.isEmpty() ? new String[0] : new String[] {"X-v3io-function", function};
    String body =
        switch (function) {
          case "GetRecords" -> "{\"Location\": \"AAAA\"}";
          case "GetItem", "GetItems" -> "{\"AttributesToGet\": \"**\"}";
          case "PutItem" -> "{\"Item\": {\"a\": {\"S\": \"b\"}}}";
          case "UpdateItem" ->
              "{\"UpdateMode\": \"CreateOrReplaceAttributes\", \"UpdateExpression\": \"SET a=1\"}";
          default -> "";
        };
    assertThat(door.serve(request(method, path, body, headers)).status()).isEqualTo(status);
  }
}
