// SPDX-License-Identifier: Apache-2.0
/**
 * The wire of the v3io web API: the members of its functions, its paths, its errors and its
 * positions. It may use the shapes and the keys of tokens, and nothing of the other dialects.
 */
@NullMarked
package io.offshard.mapping.v3io;

import org.jspecify.annotations.NullMarked;
