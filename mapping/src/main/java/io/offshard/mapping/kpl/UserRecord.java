// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kpl;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record as an application gave it to the Kinesis Producer Library.
 *
 * @param explicitHashKey a decimal number in place of the partition key's hash; null without one
 * @param data a read-only view of the aggregate's bytes
 */
public record UserRecord(String partitionKey, @Nullable String explicitHashKey, ByteBuffer data) {}
