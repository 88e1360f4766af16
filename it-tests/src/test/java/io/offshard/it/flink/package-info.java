// SPDX-License-Identifier: Apache-2.0
/** Apache Flink's Kinesis source, in a job that runs in a JVM of its own. */
@NullMarked
package io.offshard.it.flink;

import org.jspecify.annotations.NullMarked;
