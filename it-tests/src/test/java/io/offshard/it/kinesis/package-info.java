// SPDX-License-Identifier: Apache-2.0
/**
 * What a Kinesis client finds when it looks closely: positions, pages, limits, errors, wire
 * formats.
 */
@NullMarked
package io.offshard.it.kinesis;

import org.jspecify.annotations.NullMarked;
