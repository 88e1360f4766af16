// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.Authorization;
import io.offshard.adapter.access.Permit;
import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.observe.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which operation of which API is asked for, mostly by the header {@code X-Amz-Target}.
 *
 * @param sent whether the header was there at all
 * @param asked the name of the operation as it was sent; empty where there is none
 * @param table the API, null if it is none of ours
 * @param operation the operation, null if it is not in the table
 */
record Target(
    boolean sent, String asked, @Nullable OperationTable table, @Nullable Operation operation) {

  static final String HEADER = "X-Amz-Target";

  /**
   * Reads {@code Kinesis_20131202.PutRecord}.
   *
   * @param tables the first one that the call is for counts
   */
  static Target of(Exchange exchange, List<OperationTable> tables) {
    String header = exchange.headers().firstOrEmpty(HEADER);
    int dot = header.indexOf('.');
    String prefix = dot < 0 ? header : header.substring(0, dot);
    String asked = dot < 0 || prefix.isEmpty() ? "" : header.substring(dot + 1);
    for (OperationTable table : tables) {
      if (table.isAsked(prefix, exchange)) {
        return new Target(!header.isEmpty(), asked, table, table.find(asked));
      }
    }
    return new Target(!header.isEmpty(), asked, null, null);
  }

  /** How the API is spoken; Kinesis's way where none of ours is meant. */
  WireProtocol protocol() {
    return table == null ? WireProtocol.JSON_1_1_AND_CBOR : table.protocol();
  }

  /** What the door says for the API. */
  DoorWords words() {
    return protocol().words();
  }

  /** Who finds out who calls. */
  Authentication callers(Authentication usual) {
    Place place = table == null ? null : table.place();
    return place == null ? usual : place.callers();
  }

  /**
   * Refuses a call for an API that is not where the call goes.
   *
   * @throws Refusal then
   */
  void requireThere(Exchange exchange) {
    Place place = table == null ? null : table.place();
    if (place != null) {
      place.require(exchange);
    }
  }

  /** A call of that caller. */
  Permit permit(Authorization authorization, Principal caller) {
    return authorization.permit(caller, service(), operationLabel());
  }

  /** Whether the call is for the audit log in any case. */
  boolean isAudited() {
    return operation != null && operation.isAudited();
  }

  /** The API as a label: never the caller's text. */
  String dialectLabel() {
    return table == null ? Observation.UNKNOWN : table.dialect();
  }

  /** What stands before the operation in policies; it is no text of the caller's either. */
  String service() {
    return table == null ? Observation.UNKNOWN : table.service();
  }

  /** What clients call the service in their signatures. */
  String signingName() {
    return protocol().signingName(dialectLabel());
  }

  /** The operation as a label: never the caller's text. */
  String operationLabel() {
    return operation == null ? Observation.UNKNOWN : operation.name();
  }
}
