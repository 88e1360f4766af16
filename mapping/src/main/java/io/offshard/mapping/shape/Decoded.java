// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import org.jspecify.annotations.Nullable;

/**
 * A well-formed body that has been read but not yet accepted. Kept apart from the reading because
 * the services check the caller's signature between the two: first malformed bodies, then
 * strangers, then wrong types and values.
 *
 * @param <R> the record that the body holds
 */
public final class Decoded<R extends Record> {
  private final Struct<R> struct;
  private final @Nullable R accepted;
  private final @Nullable Object raw;
  private final @Nullable String wrongType;

  Decoded(Struct<R> struct, @Nullable Object raw, @Nullable String wrongType) {
    this.struct = struct;
    this.accepted = null;
    this.raw = raw;
    this.wrongType = wrongType;
  }

  /** A body whose value has been accepted already. */
  Decoded(Struct<R> struct, R accepted) {
    this.struct = struct;
    this.accepted = accepted;
    this.raw = null;
    this.wrongType = null;
  }

  /**
   * The accepted value.
   *
   * @throws WrongType for the first value in the body that is not of its declared type
   * @throws InvalidMembers when the types are right but constraints are broken
   */
  public R value() {
    if (accepted != null) {
      return accepted;
    }
    if (wrongType != null) {
      throw new WrongType(wrongType);
    }
    if (!(raw instanceof @Nullable Object[] members)) {
      throw new MalformedBody("null is not a structure");
    }
    Violations found = new Violations();
    struct.check(members, null, found);
    found.throwIfAny();
    return struct.build(members);
  }
}
