// SPDX-License-Identifier: Apache-2.0
/** What goes with a release. */
@NullMarked
package io.offshard.it.release;

import org.jspecify.annotations.NullMarked;
