// SPDX-License-Identifier: Apache-2.0
/** Debezium without Kafka Connect, run by the integration tests in a JVM of its own. */
@NullMarked
package io.offshard.it.debezium.capture;

import org.jspecify.annotations.NullMarked;
