// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.auth.Claim.Scope;
import io.offshard.adapter.http.Exchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies AWS's Signature Version 4, in the header or in the query. Stricter than the service in
 * one point: the header that names the operation must be signed. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature
 *     Version 4</a>
 */
public final class SigV4 implements Authentication {
  private static final Duration SKEW = Duration.ofMinutes(5);
  static final String TERMINATOR = "aws4_request";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private final Function<String, Optional<AccessKey>> keys;
  private final Optional<String> region;
  private final Clock clock;

  /**
   * A verifier.
   *
   * @param credentials the keys that may sign
   * @param region the one that calls have to be signed for; any when empty
   * @param clock five minutes before and behind it are accepted
   */
  public SigV4(Credentials credentials, Optional<String> region, Clock clock) {
    this(credentials::find, region, clock);
  }

  SigV4(Function<String, Optional<AccessKey>> keys, Optional<String> region, Clock clock) {
    this.keys = keys;
    this.region = region;
    this.clock = clock;
  }

  /** Who has signed the request, so that it can be believed. */
  @Override
  public Principal identify(Exchange exchange, String service) {
    SignedRequest request = SignedRequest.of(exchange);
    Claim claim = Claim.of(request);
    SigningTime time = SigningTime.parse(claim.timestamp());
    requireScope(claim.scope(), time, service);
    requireSigned(request, claim);
    AccessKey key =
        keys.apply(claim.accessKeyId())
            .filter(found -> found.accepts(claim.securityToken()))
            .orElseThrow(AuthFault::unrecognized);
    requireFresh(claim, time);
    requireSignature(request, claim, key, time);
    return key.principal();
  }

  private void requireScope(Scope scope, SigningTime time, String service) {
    StringBuilder wrong = new StringBuilder();
    if (!scope.date().equals(time.day())) {
      wrong.append(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '%s' != '%s', from '%s'. ".formatted(scope.date(), time.day(), time));
    }
    if (region.isPresent() && !scope.region().equals(region.get())) {
      wrong.append(
          "Credential should be scoped to a valid region, not '%s'. ".formatted(scope.region()));
    }
    if (!scope.service().equals(service)) {
      wrong.append("Credential should be scoped to correct service: '%s'. ".formatted(service));
    }
    if (!scope.terminator().equals(TERMINATOR)) {
      wrong.append(
          "Credential should be scoped with a valid terminator: '%s', not '%s'. "
              .formatted(TERMINATOR, scope.terminator()));
    }
    if (!wrong.isEmpty()) {
      throw AuthFault.invalid(wrong.toString());
    }
  }

  /** What decides about a call must not be changed on its way. */
  private static void requireSigned(SignedRequest request, Claim claim) {
    List<String> signed = claim.signedHeaders();
    if (!signed.contains("host") && !signed.contains(SignedRequest.AUTHORITY)) {
      throw AuthFault.invalid(
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    if (request.header("x-amz-target") != null && !signed.contains("x-amz-target")) {
      throw AuthFault.invalid("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
    }
  }

  private void requireFresh(Claim claim, SigningTime time) {
    Instant now = clock.instant();
    Duration late = claim.lifetime().orElse(SKEW);
    if (time.instant().plus(late).isBefore(now)) {
      throw AuthFault.invalid(
          "Signature expired: %s is now earlier than %s (%s - %d min.)"
              .formatted(
                  time,
                  SigningTime.format(now.minus(late)),
                  SigningTime.format(now),
                  late.toMinutes()));
    }
    if (time.instant().minus(SKEW).isAfter(now)) {
      throw AuthFault.invalid(
          "Signature not yet current: %s is still later than %s (%s + %d min.)"
              .formatted(
                  time,
                  SigningTime.format(now.plus(SKEW)),
                  SigningTime.format(now),
                  SKEW.toMinutes()));
    }
  }

  private static void requireSignature(
      SignedRequest request, Claim claim, AccessKey key, SigningTime time) {
    String said = request.header("x-amz-content-sha256");
    String payload = UNSIGNED.equals(said) ? UNSIGNED : Digests.sha256(request.body());
    if (said != null && !said.equals(payload)) {
      throw AuthFault.wrongSignature();
    }
    String signature =
        signature(
            request,
            claim.signedHeaders(),
            payload,
            key.signingKey(claim.scope()),
            claim.scope(),
            time);
    if (!Digests.equal(signature, claim.signature())) {
      throw AuthFault.wrongSignature();
    }
  }

  /** The signature of a request; the same for who makes it and who verifies it. */
  static String signature(
      SignedRequest request,
      List<String> signedHeaders,
      String payload,
      byte[] key,
      Scope scope,
      SigningTime time) {
    String canonical = request.canonical(signedHeaders, payload);
    String text =
        String.join(
            "\n",
            Claim.ALGORITHM,
            time.toString(),
            scope.toString(),
            Digests.sha256(canonical.getBytes(UTF_8)));
    return HexFormat.of().formatHex(Digests.hmac(key, text));
  }
}
