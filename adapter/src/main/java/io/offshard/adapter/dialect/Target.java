// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.observe.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which operation the header {@code X-Amz-Target} names.
 *
 * @param sent whether the header was there at all
 * @param table the API, null if it is none of ours
 * @param operation the operation, null if it is not in the table
 */
record Target(boolean sent, @Nullable OperationTable table, @Nullable Operation operation) {

  static final String HEADER = "X-Amz-Target";

  /** Reads {@code Kinesis_20131202.PutRecord}. */
  static Target of(@Nullable String header, List<OperationTable> tables) {
    if (header == null || header.isEmpty()) {
      return new Target(false, null, null);
    }
    int dot = header.indexOf('.');
    String prefix = dot < 0 ? header : header.substring(0, dot);
    for (OperationTable table : tables) {
      if (table.targetPrefix().equals(prefix)) {
        return new Target(true, table, table.find(header.substring(dot + 1)));
      }
    }
    return new Target(true, null, null);
  }

  /** How the API is spoken; Kinesis's way where none of ours is meant. */
  WireProtocol protocol() {
    return table == null ? WireProtocol.JSON_1_1_AND_CBOR : table.protocol();
  }

  /** The API as a label: never the caller's text. */
  String dialectLabel() {
    return table == null ? Observation.UNKNOWN : table.dialect();
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
