// SPDX-License-Identifier: Apache-2.0
/** What somebody finds who runs the program: starts, stops, crashes, and starts that must fail. */
@NullMarked
package io.offshard.it.running;

import org.jspecify.annotations.NullMarked;
