// SPDX-License-Identifier: Apache-2.0
/**
 * The API of DynamoDB Streams: the wire form of each operation, the texts of its errors, its names
 * and numbers, and how the shards of a stream look to it. Pure; it may use every other package of
 * this module but those of other dialects.
 */
@NullMarked
package io.offshard.mapping.dynamodb;

import org.jspecify.annotations.NullMarked;
