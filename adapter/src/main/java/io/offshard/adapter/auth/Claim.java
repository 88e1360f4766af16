// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its own signature, in its header or in its query. Nothing of it is true
 * until it has been verified.
 *
 * @param scope what the key was derived for
 * @param signedHeaders their names, in the letters and the order of the request
 * @param timestamp when it was signed, as the request writes it
 * @param lifetime how long the signature is good for, if it says so; one in a header never does
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
record Claim(
    String accessKeyId,
    Scope scope,
    List<String> signedHeaders,
    String signature,
    String timestamp,
    @Nullable String securityToken,
    Optional<Duration> lifetime) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** A week. */
  private static final long LONGEST_SECONDS = 604_800;

  /** Date, region and service that a signing key is good for. */
  record Scope(String date, String region, String service, String terminator) {
    @Override
    public String toString() {
      return date + "/" + region + "/" + service + "/" + terminator;
    }
  }

  /**
   * Reads the claim.
   *
   * @throws AuthFault when there is none, two, or half of one
   */
  static Claim of(SignedRequest request) {
    String header = request.header("authorization");
    boolean inQuery = request.query().has("X-Amz-Algorithm");
    if (header != null && inQuery) {
      throw AuthFault.invalid(
          "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
              + " header.");
    }
    if (header != null && header.strip().startsWith("AWS4-")) {
      return ofHeader(header, request);
    }
    if (!inQuery) {
      throw AuthFault.missing();
    }
    return ofQuery(request);
  }

  private static Claim ofHeader(String header, SignedRequest request) {
    Map<String, String> parts = parts(header);
    StringBuilder missing = new StringBuilder();
    for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (orEmpty(parts.get(name)).isEmpty()) {
        missing.append("Authorization header requires '").append(name).append("' parameter. ");
      }
    }
    String date = request.header("x-amz-date");
    if (date == null) {
      date = request.header("date");
    }
    if (date == null) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if (date == null || !missing.isEmpty()) {
      throw AuthFault.incomplete(missing + "Authorization=" + header);
    }
    requireAlgorithm(header.strip().split("[ ,]", 2)[0]);
    return claim(
        orEmpty(parts.get("Credential")),
        orEmpty(parts.get("SignedHeaders")),
        orEmpty(parts.get("Signature")),
        date,
        request.header("x-amz-security-token"),
        Optional.empty());
  }

  private static Map<String, String> parts(String header) {
    Map<String, String> parts = new LinkedHashMap<>();
    String[] words = header.strip().split("[ ,]+");
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        parts.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return parts;
  }

  private static Claim ofQuery(SignedRequest request) {
    Query query = request.query();
    StringBuilder missing = new StringBuilder();
    for (String name :
        List.of(
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Signature",
            "X-Amz-SignedHeaders",
            "X-Amz-Date")) {
      if (orEmpty(query.first(name)).isEmpty()) {
        missing.append("AWS query-string parameters must include '").append(name).append("'. ");
      }
    }
    if (!missing.isEmpty()) {
      throw AuthFault.incomplete(missing + "Re-examine the query-string parameters.");
    }
    requireAlgorithm(orEmpty(query.first("X-Amz-Algorithm")));
    return claim(
        orEmpty(query.first("X-Amz-Credential")),
        orEmpty(query.first("X-Amz-SignedHeaders")),
        orEmpty(query.first("X-Amz-Signature")),
        orEmpty(query.first("X-Amz-Date")),
        query.first("X-Amz-Security-Token"),
        lifetime(query.first("X-Amz-Expires")));
  }

  private static Optional<Duration> lifetime(@Nullable String seconds) {
    try {
      return Optional.ofNullable(seconds)
          .map(text -> Duration.ofSeconds(Math.clamp(Long.parseLong(text), 0, LONGEST_SECONDS)));
    } catch (NumberFormatException e) {
      throw AuthFault.incomplete(
          "X-Amz-Expires must be a number of seconds, not '" + seconds + "'.");
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static void requireAlgorithm(String name) {
    if (!name.equals(ALGORITHM)) {
      throw AuthFault.incomplete("Unsupported AWS 'algorithm': '" + name + "'.");
    }
  }

  private static Claim claim(
      String credential,
      String signedHeaders,
      String signature,
      String timestamp,
      @Nullable String token,
      Optional<Duration> lifetime) {
    List<String> scope = List.of(credential.split("/", -1));
    int last = scope.size() - 1;
    if (last < 4) {
      throw AuthFault.incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '"
              + credential
              + "'.");
    }
    List<String> names = List.of(signedHeaders.split(";", -1));
    Set<String> different = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    different.addAll(names);
    if (different.size() < names.size()) {
      // A short request could ask for a very long text to be hashed.
      throw AuthFault.incomplete("'SignedHeaders' must name each header once.");
    }
    return new Claim(
        String.join("/", scope.subList(0, last - 3)),
        new Scope(scope.get(last - 3), scope.get(last - 2), scope.get(last - 1), scope.get(last)),
        names,
        signature,
        timestamp,
        token,
        lifetime);
  }
}
