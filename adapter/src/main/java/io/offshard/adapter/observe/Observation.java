// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

import org.jspecify.annotations.Nullable;

/**
 * One finished request, as metrics and log see it. It holds nothing of the data, and no text of the
 * caller's choosing but the remote address and the name of the resource.
 *
 * @param requestId the id that the answer carries too
 * @param trace the caller's own trace, 32 hexadecimal digits; null where it told none
 * @param remote address and port of the client
 * @param protocol {@code HTTP/1.1} or {@code HTTP/2.0}
 * @param dialect the API, for example {@code kinesis}; {@code unknown} where none was recognised
 * @param service what stands before the operation in policies: {@code dynamodb} for its streams too
 * @param operation a name out of that API's table; {@code unknown} for anything else, so that
 *     callers cannot grow the metrics
 * @param caller what the operator calls the owner of the access key; {@code anonymous} where nobody
 *     is asked, {@code unknown} where it was not found out
 * @param resource what the call is about; null where that was not found out
 * @param audited whether the audit log has it
 * @param result {@code ok} or the type of the error
 * @param status the HTTP status
 * @param bytesIn length of the request body
 * @param bytesOut length of the response body
 * @param nanos how long it took, from the complete request to the complete answer in memory, or to
 *     the end of one that is told piece by piece
 */
public record Observation(
    String requestId,
    @Nullable String trace,
    String remote,
    String protocol,
    String dialect,
    String service,
    String operation,
    String caller,
    @Nullable String resource,
    boolean audited,
    String result,
    int status,
    long bytesIn,
    long bytesOut,
    long nanos) {
  /** The result as the value of a field in a log line: in quotes where it has blanks, as v3io's. */
  String quotedResult() {
    return result.indexOf(' ') < 0 ? result : '"' + result + '"';
  }

  /** The trace as the last field of a log line; empty where there is none. */
  String traceField() {
    return trace == null ? "" : " trace=" + trace;
  }

  /** The label for what is not in a table. */
  public static final String UNKNOWN = "unknown";
}
