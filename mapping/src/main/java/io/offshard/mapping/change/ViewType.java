// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

/**
 * What of a changed item a stream shows beside its keys; fixed for the life of the stream. The
 * names are those of the wire.
 */
public enum ViewType {
  /** Nothing. */
  KEYS_ONLY(false, false),
  /** The item as it is after the change. */
  NEW_IMAGE(true, false),
  /** The item as it was before the change. */
  OLD_IMAGE(false, true),
  /** Both. */
  NEW_AND_OLD_IMAGES(true, true);

  private final boolean showsNew;
  private final boolean showsOld;

  ViewType(boolean showsNew, boolean showsOld) {
    this.showsNew = showsNew;
    this.showsOld = showsOld;
  }

  /** Whether the item after the change is shown. */
  public boolean showsNew() {
    return showsNew;
  }

  /** Whether the item before the change is shown. */
  public boolean showsOld() {
    return showsOld;
  }
}
