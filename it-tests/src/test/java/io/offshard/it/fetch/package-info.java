// SPDX-License-Identifier: Apache-2.0
/**
 * The reader with fetch requests of its own against the one with Kafka consumers. Uses {@code
 * broker} and the adapter's Kafka package.
 */
@NullMarked
package io.offshard.it.fetch;

import org.jspecify.annotations.NullMarked;
