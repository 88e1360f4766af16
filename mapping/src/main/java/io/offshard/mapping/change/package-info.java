// SPDX-License-Identifier: Apache-2.0
/**
 * What has happened to the items of a table, and how Kafka records tell of it: one small decoder
 * per form of record, each with the table of its mapping. Uses {@code mapping.item} and {@code
 * mapping.json}; knows nothing of streams, shards and dialects.
 */
@NullMarked
package io.offshard.mapping.change;

import org.jspecify.annotations.NullMarked;
