// SPDX-License-Identifier: Apache-2.0
/**
 * DynamoDB Streams out of topics that others have written: the clients that are made for it, real
 * Debezium, and DynamoDB Local to compare with.
 */
@NullMarked
package io.offshard.it.dynamo;

import org.jspecify.annotations.NullMarked;
