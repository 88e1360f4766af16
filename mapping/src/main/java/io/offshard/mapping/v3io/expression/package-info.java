// SPDX-License-Identifier: Apache-2.0
/**
 * The expressions in which callers of v3io's items say when and how an item is changed. What is
 * parsed is bounded in length and depth, so that no text takes long. Needs the values of items.
 */
@NullMarked
package io.offshard.mapping.v3io.expression;

import org.jspecify.annotations.NullMarked;
