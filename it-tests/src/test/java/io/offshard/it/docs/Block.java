// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import org.jspecify.annotations.Nullable;

/**
 * One fenced block of a page.
 *
 * @param line where it begins, from 1
 * @param language what stands behind the fence, maybe nothing
 * @param text without the fences, each line with its end
 * @param marker what the page says of it, or null
 */
record Block(int line, String language, String text, @Nullable Marker marker) {

  /** A drawing: the forge makes a picture of it. */
  boolean isDrawing() {
    return language.equals("mermaid");
  }
}
