// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.AccessDenied;
import io.offshard.adapter.auth.AuthFault;
import io.offshard.mapping.shape.Wire;
import org.jspecify.annotations.Nullable;

/** What the door says in the words of an API where no operation has got to say anything. */
interface DoorWords {
  /** A content type that the API does not speak; null where AWS's front end answers. */
  @Nullable Fault unknownContentType();

  /** A call without a body. */
  Fault emptyBody();

  /** A body that is not well-formed. */
  Fault malformed(Wire wire);

  /** A value of another type than declared. */
  Fault wrongType(String message);

  /** Values that break what is declared. */
  Fault invalid(String message);

  /**
   * An operation that the API does not have.
   *
   * @param asked its name as sent; empty where none was
   */
  Fault unknownOperation(String asked);

  /** An operation that the API has and Offshard does not. */
  Fault unsupported(Operation.Unsupported operation);

  /** A caller that is not known. */
  Fault unauthenticated(AuthFault fault);

  /** A caller that may not make the call. */
  Fault denied(AccessDenied fault);

  /** More than can be done at once. */
  Fault overloaded();

  /** A mistake of ours. */
  Fault internal();
}
