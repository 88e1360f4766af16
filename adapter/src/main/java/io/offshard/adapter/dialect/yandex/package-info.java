// SPDX-License-Identifier: Apache-2.0
/**
 * Yandex Data Streams, which speaks Kinesis with other names, numbers, limits and texts: one small
 * class per operation, and the table of all of them. Shards are partitions and never end. It may
 * use its own wire types and those of Kinesis, what the operations of Kinesis share, the core in
 * {@code service} and the door in {@code dialect}; neither Kafka nor HTTP.
 */
@NullMarked
package io.offshard.adapter.dialect.yandex;

import org.jspecify.annotations.NullMarked;
