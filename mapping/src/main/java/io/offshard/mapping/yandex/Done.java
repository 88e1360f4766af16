// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Struct;

/** An answer that says nothing but that it has been done. */
public record Done() {
  /** The declaration of the members. */
  public static final Struct<Done> SHAPE = Struct.of(Done.class);
}
