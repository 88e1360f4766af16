// SPDX-License-Identifier: Apache-2.0
/**
 * The configuration: one tree of records, bound from strict YAML and the environment, printed,
 * documented.
 *
 * <p>Uses the YAML parser, names of {@code mapping} and, to know which Kafka settings are secret,
 * {@code kafka}. Knows nothing of the rest of the adapter.
 */
@NullMarked
package io.offshard.adapter.config;

import org.jspecify.annotations.NullMarked;
