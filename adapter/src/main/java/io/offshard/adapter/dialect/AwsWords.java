// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.AccessDenied;
import io.offshard.adapter.auth.AuthFault;
import io.offshard.mapping.shape.Wire;
import org.jspecify.annotations.Nullable;

/** The words of AWS, which are the same for all of its APIs. */
final class AwsWords implements DoorWords {
  @Override
  public @Nullable Fault unknownContentType() {
    return null;
  }

  @Override
  public Fault emptyBody() {
    return Fault.MALFORMED;
  }

  @Override
  public Fault malformed(Wire wire) {
    return Fault.MALFORMED;
  }

  @Override
  public Fault wrongType(String message) {
    return Fault.wrongType(message);
  }

  @Override
  public Fault invalid(String message) {
    return Fault.invalid(message);
  }

  @Override
  public Fault unknownOperation(String asked) {
    return Fault.UNKNOWN_OPERATION;
  }

  @Override
  public Fault unsupported(Operation.Unsupported operation) {
    return Fault.unsupported(operation);
  }

  @Override
  public Fault unauthenticated(AuthFault fault) {
    return Fault.unauthenticated(fault);
  }

  @Override
  public Fault denied(AccessDenied fault) {
    return new Fault("AccessDeniedException", 400, fault.getMessage());
  }

  @Override
  public Fault overloaded() {
    return Fault.OVERLOADED;
  }

  @Override
  public Fault internal() {
    return Fault.INTERNAL;
  }
}
