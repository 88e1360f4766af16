// SPDX-License-Identifier: Apache-2.0
/**
 * Kafka as its callers may use it: each has clients of its own, which come to the brokers with the
 * caller's own name, so that Kafka's ACLs and quotas are about the caller. Uses {@code kafka},
 * {@code kafka.fetch}, {@code access}, {@code auth} and {@code service}.
 */
@NullMarked
package io.offshard.adapter.callers;

import org.jspecify.annotations.NullMarked;
