// SPDX-License-Identifier: Apache-2.0
/**
 * The functions of the v3io web API, one class each, over the shared core. A path is resolved, the
 * core is called, and what it refuses is said in v3io's words; no bytes are moved here.
 */
@NullMarked
package io.offshard.adapter.dialect.v3io;

import org.jspecify.annotations.NullMarked;
