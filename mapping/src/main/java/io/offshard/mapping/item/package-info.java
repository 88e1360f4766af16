// SPDX-License-Identifier: Apache-2.0
/**
 * What an item of a table is: attributes with DynamoDB's types, how large they count, and their
 * JSON. Uses {@code mapping.json} to read and {@code mapping.shape} to write.
 */
@NullMarked
package io.offshard.mapping.item;

import org.jspecify.annotations.NullMarked;
