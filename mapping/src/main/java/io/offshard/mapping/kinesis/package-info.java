// SPDX-License-Identifier: Apache-2.0
/**
 * The wire types of Amazon Kinesis Data Streams (API version 2013-12-02): one file per operation
 * with its request and response, one per structure or enum that they share, and the faults with the
 * service's own texts. Uses only {@code mapping.shape}. A test compares every type here with the
 * AWS SDK's model.
 */
@NullMarked
package io.offshard.mapping.kinesis;

import org.jspecify.annotations.NullMarked;
