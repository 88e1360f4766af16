// SPDX-License-Identifier: Apache-2.0
/**
 * Who may do what: rules out of a file and out of what streams carry, asked once for each call.
 * Knows callers by {@code auth}, and neither APIs nor streams. May use {@code config} and {@code
 * file}.
 */
@NullMarked
package io.offshard.adapter.access;

import org.jspecify.annotations.NullMarked;
