// SPDX-License-Identifier: Apache-2.0
/** placeholder. */
@NullMarked
package io.offshard.adapter;

import org.jspecify.annotations.NullMarked;
