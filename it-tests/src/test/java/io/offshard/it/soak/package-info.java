// SPDX-License-Identifier: Apache-2.0
/** A server under more load than it lets through, for longer: what it holds, and what it keeps. */
@NullMarked
package io.offshard.it.soak;

import org.jspecify.annotations.NullMarked;
