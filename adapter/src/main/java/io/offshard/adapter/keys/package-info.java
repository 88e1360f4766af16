// SPDX-License-Identifier: Apache-2.0

/**
 * The files of the secrets that sign tokens, and how they are replaced. Uses {@code file} and the
 * mapping's tokens only.
 */
@NullMarked
package io.offshard.adapter.keys;

import org.jspecify.annotations.NullMarked;
