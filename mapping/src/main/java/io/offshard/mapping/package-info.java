// SPDX-License-Identifier: Apache-2.0
/**
 * The pure half of Offshard: translates between the words of the record-stream APIs and those of
 * Kafka. Bytes and values in, bytes and values out; no socket, file, clock, thread or logger. Each
 * sub-package says what it may use; a test keeps the directions.
 */
@NullMarked
package io.offshard.mapping;

import org.jspecify.annotations.NullMarked;
