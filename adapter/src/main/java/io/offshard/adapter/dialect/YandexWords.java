// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.AccessDenied;
import io.offshard.adapter.auth.AuthFault;
import io.offshard.mapping.shape.Wire;

/** The words of Yandex Data Streams, as far as its open-source server tells them. */
final class YandexWords implements DoorWords {
  @Override
  public Fault unknownContentType() {
    return invalidArgument("Unknown ContentType");
  }

  @Override
  public Fault emptyBody() {
    return new Fault("MissingParameter", 400, "Empty body");
  }

  @Override
  public Fault malformed(Wire wire) {
    return invalidArgument("Can not parse request body from " + wire.name());
  }

  /** What AWS says of it speaks of classes of AWS. */
  @Override
  public Fault wrongType(String message) {
    return invalidArgument("A value of the request has another type than it must have");
  }

  private static Fault invalidArgument(String message) {
    return new Fault("InvalidArgumentException", 400, message);
  }

  @Override
  public Fault invalid(String message) {
    return Fault.invalid(message);
  }

  /** The service has the two texts the wrong way round. */
  @Override
  public Fault unknownOperation(String asked) {
    return asked.isEmpty()
        ? new Fault("MissingAction", 400, "Unknown method name ")
        : new Fault("InvalidAction", 400, "Missing method name " + asked);
  }

  @Override
  public Fault unsupported(Operation.Unsupported operation) {
    return new Fault(
        "InvalidAction",
        400,
        "Method is not implemented yet: %s, as %s".formatted(operation.name(), operation.reason()));
  }

  @Override
  public Fault unauthenticated(AuthFault fault) {
    String type =
        switch (fault.type()) {
          case MISSING_AUTHENTICATION_TOKEN -> "MissingAuthenticationToken";
          case INCOMPLETE_SIGNATURE -> "IncompleteSignature";
          case INVALID_SIGNATURE, UNRECOGNIZED_CLIENT -> "AccessDeniedException";
          case UNVERIFIABLE -> "ServiceUnavailable";
        };
    return new Fault(type, fault.type().status(), fault.getMessage());
  }

  /** The streams of the service are told by their paths. */
  @Override
  public Fault denied(AccessDenied fault) {
    return new Fault(
        "AccessDeniedException", 400, "Access for stream " + fault.subject().arn() + " is denied");
  }

  @Override
  public Fault overloaded() {
    return new Fault("ThrottlingException", 400, "Rate exceeded.");
  }

  @Override
  public Fault internal() {
    return new Fault("InternalError", 500, "Internal service failure.");
  }
}
