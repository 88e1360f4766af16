// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.AccessDenied;
import io.offshard.adapter.access.Permit;
import io.offshard.adapter.auth.AuthFault;
import io.offshard.adapter.auth.Principal;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.shape.Wire;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a call comes to, before the headers that all answers share.
 *
 * @param result {@code ok} or the type of the error, a label of the metrics
 * @param caller who made the call, as far as that was found out
 * @param resource what the call is about; null where nobody has asked
 * @param denied whether the caller is unknown, or may not make the call
 * @param contentType null for answers without one
 */
record Answer(
    Principal caller,
    @Nullable String resource,
    boolean denied,
    String result,
    int status,
    @Nullable String contentType,
    Body body) {
  static final String OK = "ok";

  static Answer ok(@Nullable String contentType, Body body) {
    return of(OK, 200, contentType, body);
  }

  static Answer fault(Fault fault, WireProtocol protocol, Wire wire, String contentType) {
    return of(fault.type(), fault.status(), contentType, Body.of(fault.encode(wire, protocol)));
  }

  /** An answer of the front end, which comes before any encoding is known. */
  static Answer raw(String result, int status, @Nullable String contentType, String body) {
    return of(result, status, contentType, Body.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** An answer to a caller that is not known. */
  static Answer of(String result, int status, @Nullable String contentType, Body body) {
    return new Answer(Principal.UNKNOWN, null, false, result, status, contentType, body);
  }

  /** The same answer, to a call of that permit. */
  Answer to(Permit permit) {
    Subject asked = permit.asked();
    return new Answer(
        permit.caller(),
        asked == null ? null : asked.arn(),
        denied,
        result,
        status,
        contentType,
        body);
  }

  /** The same answer, given because of what was thrown. */
  Answer because(Throwable thrown) {
    boolean denial = thrown instanceof AuthFault || thrown instanceof AccessDenied;
    return new Answer(caller, resource, denial, result, status, contentType, body);
  }

  boolean isOk() {
    return result.equals(OK);
  }
}
