// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.http.Exchange;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Knows the callers of v3io by the secret that they send along. A secret of the credentials file
 * stands, in this order: in {@code X-v3io-session-key}; as the password of Basic credentials whose
 * user is the owner's name or the id of the key; or where AWS's signatures have the id of the key,
 * as v3io ignores the signature itself. So it is for encrypted connections only. Thread-safe.
 */
public final class SessionKeys implements Authentication {
  static final String HEADER = "X-v3io-session-key";
  private static final String BASIC = "Basic ";
  private static final String AWS_2 = "AWS ";
  private static final String AWS_4 = "AWS4-";
  private static final String CREDENTIAL = "Credential=";

  /** Date, region, service and terminator come behind the key, which may have slashes itself. */
  private static final int SCOPE_PARTS = 4;

  private final Supplier<Collection<AccessKey>> keys;

  /** Callers with one of those keys. */
  public SessionKeys(Credentials credentials) {
    this(credentials::all);
  }

  SessionKeys(Supplier<Collection<AccessKey>> keys) {
    this.keys = keys;
  }

  @Override
  public Principal identify(Exchange exchange, String service) {
    String sessionKey = exchange.headers().first(HEADER);
    if (sessionKey != null) {
      return known(sessionKey, principal -> true);
    }
    String authorization = exchange.headers().firstOrEmpty("Authorization").strip();
    if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(authorization.substring(BASIC.length()).strip());
    }
    if (authorization.startsWith(AWS_2)) {
      return known(authorization.substring(AWS_2.length()).split(":", 2)[0].strip(), any -> true);
    }
    if (authorization.startsWith(AWS_4)) {
      return known(credential(authorization), any -> true);
    }
    throw AuthFault.missing();
  }

  /** Whose secret a call shows, if it is anybody's. */
  Optional<Principal> owner(Exchange exchange) {
    try {
      return Optional.of(identify(exchange, ""));
    } catch (AuthFault e) {
      return Optional.empty();
    }
  }

  private Principal basic(String encoded) {
    String[] userAndPassword = decoded(encoded).split(":", 2);
    if (userAndPassword.length < 2) {
      throw AuthFault.incomplete("user:password is wanted");
    }
    String user = userAndPassword[0];
    return known(
        userAndPassword[1], owner -> owner.name().equals(user) || owner.accessKeyId().equals(user));
  }

  private static String decoded(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), UTF_8);
    } catch (IllegalArgumentException e) {
      throw AuthFault.incomplete("not in base64");
    }
  }

  private static String credential(String authorization) {
    int at = authorization.indexOf(CREDENTIAL);
    if (at < 0) {
      throw AuthFault.incomplete("no Credential");
    }
    String credential = authorization.substring(at + CREDENTIAL.length()).split("[, ]", 2)[0];
    List<String> parts = Arrays.asList(credential.split("/", -1));
    return String.join("/", parts.subList(0, Math.max(1, parts.size() - SCOPE_PARTS)));
  }

  /** All keys are held against it, so that the time tells nothing of which is nearly right. */
  private Principal known(String secret, Predicate<Principal> owner) {
    Optional<Principal> found = Optional.empty();
    for (AccessKey key : keys.get()) {
      if (key.hasSecret(secret) && key.accepts(null) && owner.test(key.principal())) {
        found = Optional.of(key.principal());
      }
    }
    return found.orElseThrow(AuthFault::unrecognized);
  }
}
