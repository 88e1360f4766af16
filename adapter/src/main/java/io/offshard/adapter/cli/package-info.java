// SPDX-License-Identifier: Apache-2.0
/**
 * The commands of {@code offshard}: what they take, what they print, how they end.
 *
 * <p>May use everything; nothing uses it. A failure is one line on standard error that names the
 * cause and the way out, exit code 1, or 2 when the command line itself is wrong.
 */
@NullMarked
package io.offshard.adapter.cli;

import org.jspecify.annotations.NullMarked;
