// SPDX-License-Identifier: Apache-2.0
/** The v3io web API, called by plain HTTP as its clients call it. */
@NullMarked
package io.offshard.it.v3io;

import org.jspecify.annotations.NullMarked;
