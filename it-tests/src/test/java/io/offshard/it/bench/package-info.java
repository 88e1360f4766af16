// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmark: the whole server beside Kafka's own clients on the same broker in the same run.
 * Speaks raw HTTP/1.1; uses the test packages that run brokers and servers, and nothing of the
 * server's code.
 */
@NullMarked
package io.offshard.it.bench;

import org.jspecify.annotations.NullMarked;
