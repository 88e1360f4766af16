// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The header fields that every answer of an AWS service carries: ids, the error's type, and what
 * browsers ask for.
 */
final class CommonHeaders {
  private static final String EXPOSED =
      "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";

  /** Far above what a browser asks for; an answer has room for so many characters of headers. */
  private static final int LONGEST_ECHO = 4_096;

  private CommonHeaders() {}

  static boolean isPreflight(Exchange exchange) {
    return exchange.method().equals("OPTIONS") && exchange.headers().first("Origin") != null;
  }

  static Map<String, String> of(Exchange exchange, Answer answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amzn-RequestId", exchange.requestId());
    boolean preflight = isPreflight(exchange);
    if (!preflight) {
      headers.put("x-amz-id-2", extendedId());
    }
    if (answer.contentType() != null) {
      headers.put("Content-Type", answer.contentType());
    }
    if (!answer.isOk()) {
      headers.put("x-amzn-ErrorType", answer.result());
    }
    if (exchange.headers().first("Origin") != null) {
      headers.put("Access-Control-Allow-Origin", "*");
      if (preflight) {
        addPermissions(exchange.headers(), headers);
      } else {
        headers.put("Access-Control-Expose-Headers", EXPOSED);
      }
    }
    return headers;
  }

  private static void addPermissions(Headers asked, Map<String, String> headers) {
    String names = asked.first("Access-Control-Request-Headers");
    if (names != null && names.length() <= LONGEST_ECHO) {
      headers.put("Access-Control-Allow-Headers", names);
    }
    String method = asked.first("Access-Control-Request-Method");
    if (method != null && method.length() <= LONGEST_ECHO) {
      headers.put("Access-Control-Allow-Methods", method);
    }
    headers.put("Access-Control-Max-Age", "172800");
  }

  /** Opaque; SDKs show it as the extended request id. */
  private static String extendedId() {
    byte[] bytes = new byte[72];
    ThreadLocalRandom.current().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
