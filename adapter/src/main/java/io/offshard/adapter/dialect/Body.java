// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import java.nio.ByteBuffer;

/** The body of an answer. */
sealed interface Body {
  /** One that is there, backed by an array. */
  record Whole(ByteBuffer bytes) implements Body {}

  /** One that is told event by event. */
  record Told(Events events) implements Body {}

  /** One that comes with a status and header fields. */
  record Own(OwnAnswer answer) implements Body {}

  static Body of(byte[] bytes) {
    return new Whole(ByteBuffer.wrap(bytes));
  }

  static Body empty() {
    return new Whole(ByteBuffer.allocate(0));
  }
}
