// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.auth.Signed.Form;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What AWS's own signer signs is let in; what was changed on its way is not. */
class SignerOracleTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-21T23:59:30Z"), ZoneOffset.UTC);
  private static final Map<String, String> BOTOCORE =
      Map.of("Content-Type", "application/x-amz-json-1.1");
  private static final Map<String, String> JAVA =
      Map.of(
          "Content-Type", "application/x-amz-cbor-1.1",
          "amz-sdk-invocation-id", "1f7a1c0e-3a0d-4d43-8a64-6d4d4d1f8f0e",
          "amz-sdk-request", "attempt=1; max=4",
          "Content-Length", "12");
  private static final Map<String, String> JAVASCRIPT =
      Map.of(
          "content-type", "application/x-amz-json-1.1",
          "amz-sdk-invocation-id", "9c1d",
          "amz-sdk-request", "attempt=2;  max=3 ",
          "x-amz-user-agent", "aws-sdk-js/3.1143.0  (a   b)",
          "user-agent", "not signed");

  @Property(tries = 3_000)
  void whatTheSignerOfAwsSignsIsLetIn(@ForAll("requests") Signed request) {
    Principal caller = verifier(request).identify(request.at(NOW).exchange(), "kinesis");

    assertThat(caller).isEqualTo(new Principal(Signed.ID, "orders"));
  }

  @Property(tries = 3_000)
  void whatWasChangedOnItsWayIsRefused(
      @ForAll("requests") Signed request, @ForAll Mutation mutation, @ForAll long seed) {
    Letter letter = request.at(NOW);
    String before = letter.toString();
    mutation.apply(letter, new Random(seed));

    if (letter.toString().equals(before) || isFree(request, mutation)) {
      return;
    }
    assertThatThrownBy(() -> verifier(request).identify(letter.exchange(), "kinesis"))
        .describedAs(letter::toString)
        .isInstanceOf(AuthFault.class);
  }

  /** What the client itself chose not to sign. */
  private static boolean isFree(Signed request, Mutation mutation) {
    return switch (mutation) {
      case BODY, LONGER_BODY -> request.form() == Form.HEADER_UNSIGNED_BODY;
      case ANY_SIGNED_HEADER ->
          request.headers().containsKey("user-agent") || request.form() == Form.QUERY;
      default -> false;
    };
  }

  private static SigV4 verifier(Signed request) {
    AccessKey key =
        new AccessKey(
            new Principal(Signed.ID, "orders"), Signed.SECRET, request.sessionToken().orElse(null));
    AccessKey other = new AccessKey(new Principal("AKIDOTHER", "other"), "another secret", null);
    return new SigV4(
        id ->
            switch (id) {
              case Signed.ID -> Optional.of(key);
              case "AKIDOTHER" -> Optional.of(other);
              default -> Optional.empty();
            },
        Optional.of(Signed.REGION),
        NOW);
  }

  @Provide
  Arbitrary<Signed> requests() {
    Arbitrary<String> segment =
        Arbitraries.oneOf(
            Arbitraries.strings()
                .withChars("abcXYZ019-._~")
                .ofMinLength(1)
                .ofMaxLength(6)
                // The signer leaves it where there is nothing above.
                .filter(text -> !text.equals("..")),
            Arbitraries.of("%20", "a%2Fb", "%C3%A9", "a+b", "a=b", "x%25y", "(1)", ".", "a*"));
    Arbitrary<String> path =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just("/")),
            Tuple.of(
                1,
                segment.list().ofMinSize(1).ofMaxSize(4).map(all -> "/" + String.join("/", all))),
            Tuple.of(1, segment.list().ofMaxSize(3).map(all -> "/" + String.join("/", all) + "/")));
    Arbitrary<Map<String, List<String>>> query =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Map.of())),
            Tuple.of(
                1,
                Arbitraries.maps(
                        Arbitraries.strings()
                            .withChars("abAB 1-_~.é/")
                            .ofMinLength(1)
                            .ofMaxLength(4),
                        Arbitraries.strings()
                            .withChars("ab c+&=/é%~")
                            .ofMaxLength(5)
                            .list()
                            .ofMinSize(1)
                            .ofMaxSize(2))
                    .ofMaxSize(4)));
    Arbitrary<Map<String, String>> headers =
        Combinators.combine(
                Arbitraries.of(BOTOCORE, JAVA, JAVASCRIPT),
                Arbitraries.of("Kinesis_20131202.PutRecord", "Kinesis_20131202.ListStreams"))
            .as(
                (base, target) -> {
                  Map<String, String> all = new LinkedHashMap<>(base);
                  all.put("X-Amz-Target", target);
                  return all;
                });
    return Combinators.combine(
            Arbitraries.of("POST", "POST", "GET", "PUT"),
            path,
            query,
            headers,
            Arbitraries.strings().ofMaxLength(40).map(text -> text.getBytes(UTF_8)),
            Arbitraries.of(Form.class),
            Arbitraries.of("FwoGZXIvYXdzEB/a+token==").optional(),
            Arbitraries.of(true, false))
        .as(Signed::new);
  }
}
