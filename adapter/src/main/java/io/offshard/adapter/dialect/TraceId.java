// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.http.Headers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the trace that a request belongs to, for the logs: OpenTelemetry's instrumentation sends it
 * as <a href="https://www.w3.org/TR/trace-context/">traceparent</a>, the AWS SDKs under X-Ray as <a
 * href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html">X-Amzn-Trace-Id</a>.
 */
final class TraceId {
  private static final Pattern TRACE_PARENT =
      Pattern.compile(
          // Only later versions than 00 may have more.
          "(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private static final Pattern X_RAY =
      Pattern.compile("(?:.*;)?\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;.*)?");

  /** Longer than any that a client sends. */
  private static final int LONGEST = 512;

  private TraceId() {}

  /** Its 32 hexadecimal digits, X-Ray's too; null where there is none, or it is malformed. */
  static @Nullable String of(Headers headers) {
    String parent = headers.first("traceparent");
    if (parent != null && parent.length() <= LONGEST) {
      Matcher matcher = TRACE_PARENT.matcher(parent);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    String xRay = headers.first("X-Amzn-Trace-Id");
    if (xRay != null && xRay.length() <= LONGEST) {
      Matcher matcher = X_RAY.matcher(xRay);
      if (matcher.matches()) {
        return matcher.group(1) + matcher.group(2);
      }
    }
    return null;
  }
}
