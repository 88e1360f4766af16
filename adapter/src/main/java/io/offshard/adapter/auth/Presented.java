// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.http.Exchange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a call shows of who makes it and for which region, before any of it has been verified. */
public final class Presented {
  private static final String SUBJECT_TOKEN = "X-YaCloud-SubjectToken";
  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "Bearer ";
  private static final String CREDENTIAL = "Credential=";

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

  /** The region that the header, or the query, says that the call is signed for. */
  public static Optional<String> region(Exchange exchange) {
    List<String> parts = List.of(scope(exchange).split("/", -1));
    return parts.size() < REGION_FROM_END
        ? Optional.empty()
        : Optional.of(parts.get(parts.size() - REGION_FROM_END));
  }

  /** Empty where there is none. */
  private static String scope(Exchange exchange) {
    String header = exchange.headers().firstOrEmpty(AUTHORIZATION);
    int start = header.indexOf(CREDENTIAL);
    if (start >= 0) {
      return header.substring(start + CREDENTIAL.length()).split("[, ]", 2)[0];
    }
    return Objects.requireNonNullElse(Query.parse(exchange.query()).first("X-Amz-Credential"), "");
  }
}
