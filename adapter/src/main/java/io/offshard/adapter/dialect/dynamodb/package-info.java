// SPDX-License-Identifier: Apache-2.0
/**
 * Amazon DynamoDB Streams: one class for each operation, and what they share. May use the door
 * ({@code dialect}), the core ({@code service}) and {@code mapping}; no other dialect.
 */
@NullMarked
package io.offshard.adapter.dialect.dynamodb;

import org.jspecify.annotations.NullMarked;
