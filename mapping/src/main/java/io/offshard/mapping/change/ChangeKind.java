// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

/** What has happened to an item; the names are those of {@code eventName} on the wire. */
public enum ChangeKind {
  /** It is there and was not. */
  INSERT,
  /** It was there and is different now. */
  MODIFY,
  /** It is gone. */
  REMOVE
}
