// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import org.jspecify.annotations.Nullable;

/** What is done with a simple object: calls without a function, told by their HTTP method. */
public enum ObjectCall {
  GET,
  PUT,
  DELETE,
  HEAD;

  /** The name in the table of operations, for example {@code GetObject}. */
  public String operation() {
    return switch (this) {
      case GET -> "GetObject";
      case PUT -> "PutObject";
      case DELETE -> "DeleteObject";
      case HEAD -> "HeadObject";
    };
  }

  /** The call of that method, null for methods that objects do not have. */
  static @Nullable ObjectCall of(String method) {
    return switch (method) {
      case "GET" -> GET;
      case "PUT", "POST" -> PUT;
      case "DELETE" -> DELETE;
      case "HEAD" -> HEAD;
      default -> null;
    };
  }
}
