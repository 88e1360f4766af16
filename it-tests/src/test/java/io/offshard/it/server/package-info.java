// SPDX-License-Identifier: Apache-2.0
/**
 * Runs the real program for the tests: one shared server, or single ones that can be stopped and
 * killed.
 */
@NullMarked
package io.offshard.it.server;

import org.jspecify.annotations.NullMarked;
