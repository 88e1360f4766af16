// SPDX-License-Identifier: Apache-2.0
/**
 * The store of items on a compacted topic: what counts is decided by where a proposal stands there.
 * Uses {@code kafka}, {@code service.items} and {@code mapping.items}.
 */
@NullMarked
package io.offshard.adapter.kafka.items;

import org.jspecify.annotations.NullMarked;
