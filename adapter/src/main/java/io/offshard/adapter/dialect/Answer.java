// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.auth.Principal;
import io.offshard.mapping.shape.Wire;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a call comes to, before the headers that all answers share.
 *
 * @param result {@code ok} or the type of the error, a label of the metrics
 * @param caller who made the call, as far as that was found out
 * @param contentType null for answers without one
 */
record Answer(
    Principal caller, String result, int status, @Nullable String contentType, Body body) {
  static final String OK = "ok";

  static Answer ok(@Nullable String contentType, Body body) {
    return new Answer(Principal.UNKNOWN, OK, 200, contentType, body);
  }

  static Answer fault(Fault fault, WireProtocol protocol, Wire wire, String contentType) {
    return new Answer(
        Principal.UNKNOWN,
        fault.type(),
        fault.status(),
        contentType,
        Body.of(fault.encode(wire, protocol)));
  }

  /** An answer of the front end, which comes before any encoding is known. */
  static Answer raw(String result, int status, @Nullable String contentType, String body) {
    return new Answer(
        Principal.UNKNOWN,
        result,
        status,
        contentType,
        Body.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same answer, to that caller. */
  Answer by(Principal known) {
    return new Answer(known, result, status, contentType, body);
  }

  boolean isOk() {
    return result.equals(OK);
  }
}
