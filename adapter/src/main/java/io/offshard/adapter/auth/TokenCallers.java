// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.http.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * Knows callers by the token that they show, and those without one by their signature, which must
 * be for one of some regions. Thread-safe.
 *
 * @see <a href="https://yandex.cloud/en/docs/data-streams/kinesisapi/api-ref">Authentication in
 *     Yandex Data Streams</a>
 */
public final class TokenCallers implements Authentication {
  private final Optional<TokenOwners> tokens;
  private final Authentication signatures;
  private final List<String> regions;

  /**
   * A verifier.
   *
   * @param tokens those that are known; without any nobody is let in by one
   * @param signatures verifies signatures for any region
   * @param regions the first is the one that callers are told of
   */
  public TokenCallers(
      Optional<TokenOwners> tokens, Authentication signatures, List<String> regions) {
    this.tokens = tokens;
    this.signatures = signatures;
    this.regions = List.copyOf(regions);
  }

  @Override
  public Principal identify(Exchange exchange, String service) {
    Optional<String> token = Presented.token(exchange);
    if (token.isPresent()) {
      return tokens.flatMap(known -> known.find(token.get())).orElseThrow(AuthFault::unrecognized);
    }
    requireRegion(SignedRequest.of(exchange));
    return signatures.identify(exchange, service);
  }

  private void requireRegion(SignedRequest request) {
    if (request.header("authorization") == null && !request.query().has("X-Amz-Algorithm")) {
      throw AuthFault.incomplete("Neither Credentials nor IAM token was provided");
    }
    Claim claim = Claim.of(request);
    String region = claim.scope().region();
    if (!regions.contains(region)) {
      throw AuthFault.incomplete(
          "Wrong service region: got %s expected %s".formatted(region, regions.getFirst()));
    }
    if (claim.accessKeyId().isEmpty()) {
      throw AuthFault.noKeyId();
    }
  }
}
