// SPDX-License-Identifier: Apache-2.0
/**
 * The vendors' own clients, unmodified, against a running server: each puts the same records and
 * reads them back, and a plain Kafka consumer reads them too. May use the broker and server
 * packages.
 */
@NullMarked
package io.offshard.it.client;

import org.jspecify.annotations.NullMarked;
