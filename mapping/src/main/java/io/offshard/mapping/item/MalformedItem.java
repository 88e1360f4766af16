// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

/**
 * JSON that is not an item in DynamoDB's form; the message says what is wrong with which member.
 */
public final class MalformedItem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedItem(String message) {
    // Hostile input must not cost a stack trace each time.
    super(message, null, false, false);
  }
}
