// SPDX-License-Identifier: Apache-2.0
/**
 * Which of several subscriptions to one shard by one consumer is the one that counts: decided by
 * the order of the claims in a log, so that all who read it agree. Needs nothing else.
 */
@NullMarked
package io.offshard.mapping.subscription;

import org.jspecify.annotations.NullMarked;
