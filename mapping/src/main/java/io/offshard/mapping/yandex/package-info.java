// SPDX-License-Identifier: Apache-2.0
/**
 * What Yandex Data Streams has otherwise than Kinesis: names that are paths, shard ids, plain
 * offsets as sequence numbers, requests with other members, and errors. What it has in common is
 * used from the wire types of Kinesis. It may use the shapes, the core's words and {@code kinesis}.
 */
@NullMarked
package io.offshard.mapping.yandex;

import org.jspecify.annotations.NullMarked;
