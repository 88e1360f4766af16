// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.auth.Claim.Scope;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests by AWS's Signature Version 4, as clients do: the counterpart of {@link SigV4}. It
 * never shows its secret. Thread-safe.
 */
public final class RequestSigner {
  private static final String DATE = "x-amz-date";
  private static final String TOKEN = "x-amz-security-token";

  private final AccessKey key;
  private final @Nullable String sessionToken;
  private final String region;

  /**
   * Signs with that key, for that region.
   *
   * @param sessionToken of a key that is good for a time only, else null
   */
  public RequestSigner(
      String accessKeyId, String secret, @Nullable String sessionToken, String region) {
    this.key = new AccessKey(new Principal(accessKeyId, ""), secret, sessionToken);
    this.sessionToken = sessionToken;
    this.region = region;
  }

  /**
   * What to send besides with a POST to the path {@code /}, all of whose header fields are signed.
   *
   * @param authority host, and port unless it is that of the scheme, as they will be sent
   * @param headers names in lower case; the host is none of them
   * @param service whose request it is
   * @param now by the caller's clock
   * @return further header fields, {@code authorization} among them
   */
  public Map<String, String> sign(
      String authority, Map<String, String> headers, byte[] body, String service, Instant now) {
    SigningTime time = SigningTime.parse(SigningTime.format(now));
    Map<String, String> more = new LinkedHashMap<>();
    more.put(DATE, time.toString());
    if (sessionToken != null) {
      more.put(TOKEN, sessionToken);
    }
    List<String> fields = new ArrayList<>();
    headers.forEach((name, value) -> fields.addAll(List.of(name, value)));
    more.forEach((name, value) -> fields.addAll(List.of(name, value)));
    List<String> names = new ArrayList<>(headers.keySet());
    names.addAll(more.keySet());
    names.add("host");
    names.sort(null);
    Headers signed = Headers.of(fields.toArray(String[]::new));
    Exchange request = new Exchange("", "POST", "/", "", authority, signed, body, "HTTP/1.1", "");
    Scope scope = new Scope(time.day(), region, service, SigV4.TERMINATOR);
    String signature =
        SigV4.signature(
            SignedRequest.of(request),
            names,
            Digests.sha256(body),
            key.signingKey(scope),
            scope,
            time);
    more.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                Claim.ALGORITHM,
                key.principal().accessKeyId(),
                scope,
                String.join(";", names),
                signature));
    return more;
  }
}
