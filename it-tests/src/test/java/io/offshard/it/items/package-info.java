// SPDX-License-Identifier: Apache-2.0
/** Items that several replicas change at once: nothing is lost, whatever ends in the middle. */
@NullMarked
package io.offshard.it.items;

import org.jspecify.annotations.NullMarked;
