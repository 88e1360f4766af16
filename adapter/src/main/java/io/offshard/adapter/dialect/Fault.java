// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.auth.AuthFault;
import io.offshard.mapping.shape.Wire;
import org.jspecify.annotations.Nullable;

/**
 * An error as it is written: its type, its status and, unless it has none, its text. The faults of
 * the door, which every operation shares, are constants here.
 */
record Fault(String type, int status, @Nullable String message) {
  private static final String SERIALIZATION = "SerializationException";

  /** A body that is not well-formed, or empty. The service gives no text with it. */
  static final Fault MALFORMED = new Fault(SERIALIZATION, 400, null);

  static final Fault UNKNOWN_OPERATION = new Fault("UnknownOperationException", 400, null);

  static final Fault INTERNAL =
      new Fault("InternalFailureException", 500, "Internal service failure.");

  /** All SDKs know it as a reason to try again later. */
  static final Fault OVERLOADED =
      new Fault("ProvisionedThroughputExceededException", 400, "Rate exceeded.");

  static Fault wrongType(String message) {
    return new Fault(SERIALIZATION, 400, message);
  }

  static Fault invalid(String message) {
    return new Fault("ValidationException", 400, message);
  }

  static Fault unauthenticated(AuthFault fault) {
    return new Fault(fault.type().wireName(), fault.type().status(), fault.getMessage());
  }

  static Fault unsupported(Operation.Unsupported operation) {
    return new Fault(
        "UnsupportedOperationException",
        400,
        "Offshard does not support " + operation.name() + ": " + operation.reason() + ".");
  }

  /** The body in the encoding of the call. */
  byte[] encode(Wire wire, WireProtocol protocol) {
    boolean capital = type.equals(SERIALIZATION);
    return (capital ? ErrorBody.SERIALIZATION : ErrorBody.PLAIN)
        .encode(wire, new ErrorBody(protocol.type(type), message));
  }
}
