// SPDX-License-Identifier: Apache-2.0
/**
 * Real Kafka brokers for the tests. Uses the adapter's embedded broker and nothing else of this
 * module.
 */
@NullMarked
package io.offshard.it.broker;

import org.jspecify.annotations.NullMarked;
