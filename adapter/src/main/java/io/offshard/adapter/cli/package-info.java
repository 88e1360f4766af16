// SPDX-License-Identifier: Apache-2.0
/**
 * The commands of {@code offshard}: what they take, what they print, how they end.
 *
 * <p>Commands go one of three ways. {@code streams}, but for its {@code ls}, calls a running server
 * as any client does ({@link io.offshard.adapter.cli.ApiEndpoint}): with its permissions, in its
 * log, from anywhere. {@code streams ls}, {@code lineage}, {@code tables} and {@code consume} go to
 * Kafka itself, for they show what no API tells, and work while no server runs. {@code token},
 * {@code keys} and {@code config} look at files only. What can be printed for programs is, with
 * {@code --output json} ({@link io.offshard.adapter.cli.Format}), with the names of the APIs where
 * they have one.
 *
 * <p>May use everything; nothing uses it. A failure is one line on standard error that names the
 * cause and the way out, exit code 1, or 2 when the command line itself is wrong.
 */
@NullMarked
package io.offshard.adapter.cli;

import org.jspecify.annotations.NullMarked;
