// SPDX-License-Identifier: Apache-2.0
/**
 * A small client of the Kinesis API, for the commands that speak to a running server as any other
 * program would: what they do needs its permissions, is in its log, and works from anywhere. The
 * AWS SDK does the same and weighs more than the server.
 *
 * <p>Uses the wire types of {@code mapping.kinesis}, of {@code auth} the signing, of {@code
 * service} the waiting. Knows nothing of Kafka, and nothing of what is printed.
 */
@NullMarked
package io.offshard.adapter.client;

import org.jspecify.annotations.NullMarked;
