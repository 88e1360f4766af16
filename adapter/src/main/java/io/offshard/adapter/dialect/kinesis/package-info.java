// SPDX-License-Identifier: Apache-2.0
/**
 * Amazon Kinesis Data Streams: one small class per operation, and the table of all of them. It may
 * use the wire types of Kinesis, the core in {@code service} and the door in {@code dialect};
 * neither Kafka nor HTTP.
 */
@NullMarked
package io.offshard.adapter.dialect.kinesis;

import org.jspecify.annotations.NullMarked;
