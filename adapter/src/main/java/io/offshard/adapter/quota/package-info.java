// SPDX-License-Identifier: Apache-2.0
/**
 * How often and how much clients may ask for: buckets of tokens that refill at a rate. The only
 * package that may use Caffeine, which bounds what is kept for each shard and caller; it knows no
 * API, no Kafka and no HTTP server, and refuses nothing itself: it tells what may go on.
 */
@NullMarked
package io.offshard.adapter.quota;

import org.jspecify.annotations.NullMarked;
