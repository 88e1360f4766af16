// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.auth.Signed.Form;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told who is not let in: the types and texts of the service. */
class SigV4Test {
  private static final Clock NOON = at("2026-11-21T12:00:00Z");
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private final AccessKey key =
      new AccessKey(new Principal(Signed.ID, "orders"), Signed.SECRET, null);

  @Test
  void aCallThatIsNotSignedIsToldSo() {
    Letter letter = header().at(NOON);
    letter.remove("authorization");
    refused(letter, "MissingAuthenticationTokenException", "Missing Authentication Token");

    letter.add("Authorization", "Basic dXNlcjpwYXNz");
    refused(letter, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  @Test
  void twoSignaturesAreOneTooMany() {
    Letter letter = header().at(NOON);
    letter.query = "X-Amz-Algorithm=x";
    refused(
        letter,
        "InvalidSignatureException",
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
  }

  @Test
  void everyPartThatAHeaderLacksHasItsSentence() {
    Letter letter = header().at(NOON);
    letter.remove("x-amz-date");
    letter.change("authorization", old -> "AWS4-HMAC-SHA256 X");
    refused(
        letter,
        "IncompleteSignatureException",
        "Authorization header requires 'Credential' parameter. Authorization header requires"
            + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
            + " Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
            + " header. Authorization=AWS4-HMAC-SHA256 X");
  }

  @Test
  void everyPartThatAQueryLacksHasItsSentence() {
    Letter letter = query().at(NOON);
    letter.query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a";
    refused(
        letter,
        "IncompleteSignatureException",
        "AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters"
            + " must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include"
            + " 'X-Amz-Date'. Re-examine the query-string parameters.");
  }

  @Test
  void clocksMayDifferByFiveMinutes() {
    assertThat(identify(header().at(at("2026-11-21T11:55:00Z")))).isEqualTo("orders");
    assertThat(identify(header().at(at("2026-11-21T12:05:00Z")))).isEqualTo("orders");
    refused(
        header().at(at("2026-11-21T11:54:59Z")),
        "InvalidSignatureException",
        "Signature expired: 20261121T115459Z is now earlier than 20261121T115500Z"
            + " (20261121T120000Z - 5 min.)");
    refused(
        header().at(at("2026-11-21T12:05:01Z")),
        "InvalidSignatureException",
        "Signature not yet current: 20261121T120501Z is still later than 20261121T120500Z"
            + " (20261121T120000Z + 5 min.)");
  }

  @Test
  void aSignatureInTheQueryIsGoodForAsLongAsItSays() {
    assertThat(identify(query().at(Clock.offset(NOON, Duration.ofMinutes(-30)))))
        .isEqualTo("orders");
    refused(
        query().at(Clock.offset(NOON, Duration.ofMinutes(-31))),
        "InvalidSignatureException",
        "Signature expired: 20261121T112900Z is now earlier than 20261121T113000Z"
            + " (20261121T120000Z - 30 min.)");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "/20261121/|/20261120/|Date in Credential scope does not match YYYYMMDD from ISO-8601"
            + " version of date from HTTP: '20261120' != '20261121', from '20261121T120000Z'. ",
        "/eu-north-1/|/eu-north-2/|Credential should be scoped to a valid region, not"
            + " 'eu-north-2'. ",
        "/kinesis/|/s3/|Credential should be scoped to correct service: 'kinesis'. ",
        "/aws4_request|/aws3|Credential should be scoped with a valid terminator: 'aws4_request',"
            + " not 'aws3'. ",
      })
  void aScopeThatIsNotOursIsNamed(String ours, String theirs, String sentence) {
    Letter letter = header().at(NOON);
    letter.change("authorization", claim -> claim.replace(ours, theirs));
    refused(letter, "InvalidSignatureException", sentence.strip() + " ");
  }

  @Test
  void unknownKeysAndWrongSessionTokensAreToldTheSame() {
    String text = "The security token included in the request is invalid.";
    Letter unknown = header().at(NOON);
    unknown.change("authorization", claim -> claim.replace(Signed.ID, "AKIDNOBODY"));
    refused(unknown, "UnrecognizedClientException", text);

    Letter withToken = header().at(NOON);
    withToken.add("X-Amz-Security-Token", "x");
    refused(withToken, "UnrecognizedClientException", text);
  }

  @Test
  void aWrongSecretIsAWrongSignature() {
    Letter letter = header().at(NOON);
    letter.change(
        "authorization",
        claim -> claim.replaceFirst("Signature=.*", "Signature=" + "0".repeat(64)));
    refused(letter, "InvalidSignatureException", MISMATCH);
  }

  @Test
  void theOperationMustBeSigned() {
    Signed withoutTarget =
        new Signed(
            "POST",
            "/",
            Map.of(),
            Map.of("Content-Type", "application/x-amz-json-1.1"),
            "{}".getBytes(UTF_8),
            Form.HEADER,
            Optional.empty(),
            false);
    Letter letter = withoutTarget.at(NOON);
    assertThat(identify(letter)).isEqualTo("orders");
    letter.add("X-Amz-Target", "Kinesis_20131202.DeleteStream");
    refused(
        letter,
        "InvalidSignatureException",
        "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "Content-Type"})
  void aHeaderIsSignedOnceInWhateverLetters(String again) {
    Letter letter = header().at(NOON);
    letter.change(
        "authorization", claim -> claim.replace("SignedHeaders=", "SignedHeaders=" + again + ";"));
    refused(letter, "IncompleteSignatureException", "'SignedHeaders' must name each header once.");
  }

  @Test
  void nonsenseInAClaimIsRefusedAndNeverAFailure() {
    for (String nonsense :
        new String[] {
          "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c",
          "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;;;, Signature=é",
          "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=c",
          "AWS4-HMAC-SHA256",
          "AWS4-",
          "AWS4-HMAC-SHA256 ===,,,===",
        }) {
      Letter letter = header().at(NOON);
      letter.change("authorization", old -> nonsense);
      assertThatThrownBy(() -> identify(letter)).isInstanceOf(AuthFault.class);
    }
    for (String date : new String[] {"", "x", "20261121T120000", "20260230T120000Z", "-1"}) {
      Letter letter = header().at(NOON);
      letter.change("x-amz-date", old -> date);
      assertThatThrownBy(() -> identify(letter)).isInstanceOf(AuthFault.class);
    }
  }

  private static Signed header() {
    return signed(Form.HEADER);
  }

  private static Signed query() {
    return signed(Form.QUERY);
  }

  private static Signed signed(Form form) {
    return new Signed(
        "POST",
        "/",
        Map.of(),
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.1",
            "X-Amz-Target",
            "Kinesis_20131202.ListStreams"),
        "{}".getBytes(UTF_8),
        form,
        Optional.empty(),
        false);
  }

  private void refused(Letter letter, String type, String message) {
    assertThatThrownBy(() -> identify(letter))
        .isInstanceOfSatisfying(
            AuthFault.class, fault -> assertThat(fault.type().wireName()).isEqualTo(type))
        .hasMessage(message);
  }

  private String identify(Letter letter) {
    SigV4 verifier =
        new SigV4(
            id -> id.equals(Signed.ID) ? Optional.of(key) : Optional.empty(),
            Optional.of(Signed.REGION),
            NOON);
    return verifier.identify(letter.exchange(), "kinesis").name();
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }
}
