// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.auth.Claim.Scope;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that callers sign with, and whose it is. It never shows its secret. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signature">Derive
 *     a signing key</a>
 */
final class AccessKey {
  /** Regions and services that one key is used for at a time, and the turn of a day. */
  private static final int SCOPES = 16;

  private final Principal principal;
  private final byte[] secret;
  private final @Nullable String sessionToken;
  private final Optional<KafkaLogin> kafkaLogin;
  private final Map<Scope, byte[]> signingKeys =
      new LinkedHashMap<>(SCOPES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Scope, byte[]> eldest) {
          return size() > SCOPES;
        }
      };

  AccessKey(Principal principal, String secret, @Nullable String sessionToken) {
    this(principal, secret, sessionToken, Optional.empty());
  }

  AccessKey(
      Principal principal,
      String secret,
      @Nullable String sessionToken,
      Optional<KafkaLogin> kafkaLogin) {
    this.principal = principal;
    this.secret = ("AWS4" + secret).getBytes(UTF_8);
    this.sessionToken = sessionToken;
    this.kafkaLogin = kafkaLogin;
  }

  Principal principal() {
    return principal;
  }

  /** What its owner is to Kafka, where that is known. */
  Optional<KafkaLogin> kafkaLogin() {
    return kafkaLogin;
  }

  /** Takes the same time wherever the two differ. */
  boolean hasSecret(String given) {
    return MessageDigest.isEqual(secret, ("AWS4" + given).getBytes(UTF_8));
  }

  /** Whether a call may show that token, or none. */
  boolean accepts(@Nullable String token) {
    return sessionToken == null
        ? token == null
        : token != null && Digests.equal(sessionToken, token);
  }

  /** What signs within the scope; kept, as a client uses the same one all day. */
  byte[] signingKey(Scope scope) {
    synchronized (signingKeys) {
      byte[] known = signingKeys.get(scope);
      if (known != null) {
        return known;
      }
    }
    byte[] key = Digests.hmac(secret, scope.date());
    key = Digests.hmac(key, scope.region());
    key = Digests.hmac(key, scope.service());
    key = Digests.hmac(key, scope.terminator());
    synchronized (signingKeys) {
      signingKeys.put(scope, key);
    }
    return key;
  }

  @Override
  public String toString() {
    return "AccessKey[" + principal.accessKeyId() + "]";
  }
}
