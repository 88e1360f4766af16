// SPDX-License-Identifier: Apache-2.0
/**
 * Signed texts that carry a position from one call to the next, so that no replica has to remember
 * it. Uses nothing but the JDK.
 */
@NullMarked
package io.offshard.mapping.token;

import org.jspecify.annotations.NullMarked;
