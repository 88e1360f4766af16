// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

/**
 * A member holds a value of another type than the declared one: text for a number, say. The message
 * is the one that the services give with their SerializationException.
 */
public final class WrongType extends WireException {

  WrongType(String message) {
    super(message);
  }
}
