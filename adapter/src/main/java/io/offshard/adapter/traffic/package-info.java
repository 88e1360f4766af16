// SPDX-License-Identifier: Apache-2.0
/**
 * How much goes through each stream and each shard: plain counters with a bound on their number,
 * which the core keeps and {@code observe} shows. Uses {@code mapping} only.
 */
@NullMarked
package io.offshard.adapter.traffic;

import org.jspecify.annotations.NullMarked;
