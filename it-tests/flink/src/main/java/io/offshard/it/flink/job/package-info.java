// SPDX-License-Identifier: Apache-2.0
/** A Flink job, run by the integration tests in a JVM of its own. Uses nothing but Flink. */
@NullMarked
package io.offshard.it.flink.job;

import org.jspecify.annotations.NullMarked;
