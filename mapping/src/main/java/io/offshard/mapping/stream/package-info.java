// SPDX-License-Identifier: Apache-2.0
/**
 * The values that name a place in a stream, whatever API is spoken: hash keys, their ranges, shard
 * names. Uses nothing but the JDK.
 */
@NullMarked
package io.offshard.mapping.stream;

import org.jspecify.annotations.NullMarked;
