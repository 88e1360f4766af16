// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.http.Exchange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request in the form in which it is signed: the same for both sides, whatever a proxy or a
 * protocol makes of header names, blanks and the order of parameters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request">Create
 *     a canonical request</a>
 */
record SignedRequest(Exchange exchange, Query query) {
  private static final String HOST = "host";

  /** What HTTP/2 has in place of the host header; some clients sign it by that name. */
  static final String AUTHORITY = ":authority";

  static SignedRequest of(Exchange exchange) {
    return new SignedRequest(exchange, Query.parse(exchange.query()));
  }

  byte[] body() {
    return exchange.body();
  }

  /** All values of the header field, or null where there is none. */
  @Nullable String header(String name) {
    List<String> values = exchange.headers().all(name);
    if (values.isEmpty()) {
      return isHost(name) && !exchange.authority().isEmpty() ? exchange.authority() : null;
    }
    return values.stream().map(SignedRequest::trimmed).collect(Collectors.joining(","));
  }

  private static boolean isHost(String name) {
    return name.equals(HOST) || name.equals(AUTHORITY);
  }

  private static String trimmed(String value) {
    String stripped = value.strip();
    return stripped.contains("  ") ? stripped.replaceAll(" {2,}", " ") : stripped;
  }

  /**
   * The text of which the hash is signed.
   *
   * @param signedHeaders in the order and in the letters of the request
   */
  String canonical(List<String> signedHeaders, String payloadHash) {
    StringBuilder text = new StringBuilder(512);
    text.append(exchange.method()).append('\n');
    text.append(canonicalPath(exchange.path())).append('\n');
    text.append(query.canonical()).append('\n');
    for (String name : signedHeaders) {
      String value = header(name);
      text.append(name).append(':').append(value == null ? "" : value).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n').append(payloadHash);
    return text.toString();
  }

  /** Without dot segments and empty ones; encoded once more, as all services but S3 have it. */
  private static String canonicalPath(String sent) {
    if (sent.equals("/")) {
      return sent;
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : sent.split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(Query.encode(segment.getBytes(UTF_8)));
      }
    }
    String path = "/" + String.join("/", segments);
    return sent.endsWith("/") && path.length() > 1 ? path + "/" : path;
  }
}
