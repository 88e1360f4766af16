// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.remote.BoundedBody;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a service whose a token is, and believes the answer for a minute. Of the answer {@code
 * active}, {@code username} or else {@code sub}, and {@code exp} count. Calls wait for two seconds
 * at most; some dozens of questions are asked at once. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662: OAuth 2.0 Token Introspection</a>
 */
public final class TokenIntrospection implements TokenOwners {
  private static final Logger log = LoggerFactory.getLogger(TokenIntrospection.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final int LARGEST = 64 << 10;
  private static final int AT_ONCE = 32;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+:/-]{1,128}");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Semaphore asking = new Semaphore(AT_ONCE);
  private final TokenService service;
  private final Clock clock;
  private final KnownTokens known;

  /** Asks nothing yet. */
  public TokenIntrospection(TokenService service, Clock clock) {
    this.service = service;
    this.clock = clock;
    this.known = new KnownTokens(clock);
  }

  @Override
  public Optional<Principal> find(String token) {
    String digest = Digests.sha256(token.getBytes(UTF_8));
    return known
        .find(digest)
        .orElseGet(
            () -> {
              KnownTokens.Owner owner = ask(token);
              known.keep(digest, owner);
              return owner;
            })
        .principal();
  }

  private KnownTokens.Owner ask(String token) {
    if (!asking.tryAcquire()) {
      throw AuthFault.unverifiable();
    }
    try {
      HttpResponse<Optional<byte[]>> answer =
          http.send(request(token), head -> new BoundedBody(LARGEST));
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      return owner(answer.body().orElseThrow(() -> new IOException("an answer that is too long")));
    } catch (IOException | MalformedJson e) {
      log.warn("The service that knows whose tokens are does not tell: {}", e.toString());
      throw AuthFault.unverifiable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AuthFault.unverifiable();
    } finally {
      asking.release();
    }
  }

  private HttpRequest request(String token) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.url())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(token, UTF_8)));
    if (service.login().isPresent()) {
      request.header("Authorization", service.login().get().authorization());
    }
    return request.build();
  }

  private KnownTokens.Owner owner(byte[] json) throws IOException {
    if (!(JsonReader.read(json) instanceof JsonValue.Obj answer)) {
      throw new IOException("no JSON object");
    }
    Instant until = clock.instant().plus(LIFE);
    if (answer.get("active") != JsonValue.Truth.TRUE) {
      return new KnownTokens.Owner(Optional.empty(), until);
    }
    String name = Optional.ofNullable(answer.text("username")).orElse(answer.text("sub"));
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IOException("no username or sub that can be a name");
    }
    Long expiry = answer.wholeNumber("exp");
    if (expiry != null && expiry < until.getEpochSecond()) {
      until = Instant.ofEpochSecond(Math.max(0, expiry));
    }
    return new KnownTokens.Owner(Optional.of(new Principal("", name)), until);
  }
}
