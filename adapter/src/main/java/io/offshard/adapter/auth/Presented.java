// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.http.Exchange;
import java.util.List;
import java.util.Optional;

/** What a call shows of who makes it and for which region, before any of it has been verified. */
public final class Presented {
  private static final String SUBJECT_TOKEN = "X-YaCloud-SubjectToken";
  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "Bearer ";
  private static final String CREDENTIAL = "Credential=";
  private static final String IN_QUERY = "X-Amz-Credential";

  /** Date, region, service and terminator come behind the key's id. */
  private static final int SCOPE_PARTS = 4;

  /** Of {@code key id/date/region/service/aws4_request}, from the end; key ids may have slashes. */
  private static final int REGION_FROM_END = 3;

  private Presented() {}

  /** The token in place of a signature. */
  public static Optional<String> token(Exchange exchange) {
    String subject = exchange.headers().first(SUBJECT_TOKEN);
    if (subject != null) {
      return Optional.of(subject.strip());
    }
    String authorization = exchange.headers().firstOrEmpty(AUTHORIZATION);
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(authorization.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  /** The id of the access key that the header or the query says that the call is signed with. */
  public static Optional<String> accessKeyId(Exchange exchange) {
    return scope(exchange)
        .filter(scope -> scope.size() > SCOPE_PARTS)
        .map(scope -> String.join("/", scope.subList(0, scope.size() - SCOPE_PARTS)));
  }

  /** The region that the header, or the query, says that the call is signed for. */
  public static Optional<String> region(Exchange exchange) {
    return scope(exchange)
        .filter(scope -> scope.size() >= REGION_FROM_END)
        .map(scope -> scope.get(scope.size() - REGION_FROM_END));
  }

  private static Optional<List<String>> scope(Exchange exchange) {
    Optional<List<String>> header = header(exchange);
    return header.isPresent() || !exchange.query().contains(IN_QUERY)
        ? header
        : Optional.ofNullable(Query.parse(exchange.query()).first(IN_QUERY))
            .map(scope -> List.of(scope.split("/", -1)));
  }

  private static Optional<List<String>> header(Exchange exchange) {
    String header = exchange.headers().firstOrEmpty(AUTHORIZATION);
    int start = header.indexOf(CREDENTIAL);
    return start < 0
        ? Optional.empty()
        : Optional.of(
            List.of(
                header.substring(start + CREDENTIAL.length()).split("[, ]", 2)[0].split("/", -1)));
  }
}
