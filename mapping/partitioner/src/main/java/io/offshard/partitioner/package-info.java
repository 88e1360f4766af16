// SPDX-License-Identifier: Apache-2.0

/**
 * A partitioner for Kafka producers, in a jar of its own for users' applications: Java 17, and
 * nothing but the Kafka client. It has a small reader of the lineage log of its own, whose answers
 * tests hold equal to those of {@code mapping.lineage}.
 */
@NullMarked
package io.offshard.partitioner;

import org.jspecify.annotations.NullMarked;
