// SPDX-License-Identifier: Apache-2.0
/**
 * Frames of the event stream encoding, in which AWS services push. Uses {@code shape} only, and
 * knows nothing of what the frames tell.
 */
@NullMarked
package io.offshard.mapping.eventstream;

import org.jspecify.annotations.NullMarked;
