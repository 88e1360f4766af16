// SPDX-License-Identifier: Apache-2.0
/** Yandex Data Streams, as its clients see it: over a real Kafka, next to Kinesis. */
@NullMarked
package io.offshard.it.yandex;

import org.jspecify.annotations.NullMarked;
