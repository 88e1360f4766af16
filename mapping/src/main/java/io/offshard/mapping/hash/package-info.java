// SPDX-License-Identifier: Apache-2.0
/**
 * Which hash key a partition key has, and how the hash keys are shared out among shards. Uses
 * {@code stream} only.
 */
@NullMarked
package io.offshard.mapping.hash;

import org.jspecify.annotations.NullMarked;
