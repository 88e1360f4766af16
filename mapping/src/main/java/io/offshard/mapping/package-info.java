// SPDX-License-Identifier: Apache-2.0
/** placeholder. */
@NullMarked
package io.offshard.mapping;

import org.jspecify.annotations.NullMarked;
