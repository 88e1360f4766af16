// SPDX-License-Identifier: Apache-2.0
/**
 * Streams whose shards are split, merged and counted anew, while others write and read them and
 * while replicas and brokers are killed and frozen.
 */
@NullMarked
package io.offshard.it.resharding;

import org.jspecify.annotations.NullMarked;
