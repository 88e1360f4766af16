// SPDX-License-Identifier: Apache-2.0
/**
 * The Kinesis Producer Library (KPL), with the program of its own that it runs, and what must stand
 * in a stream that it has written.
 */
@NullMarked
package io.offshard.it.kpl;

import org.jspecify.annotations.NullMarked;
