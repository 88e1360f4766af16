// SPDX-License-Identifier: Apache-2.0
/** Subscriptions to shards, as the clients of others see them. */
@NullMarked
package io.offshard.it.push;

import org.jspecify.annotations.NullMarked;
