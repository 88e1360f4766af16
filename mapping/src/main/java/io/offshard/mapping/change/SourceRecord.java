// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record that tells of a change. The arrays are not copied and not changed. Records are
 * equal where they hold the same arrays.
 *
 * @param headers the last one of each name
 * @param timestamp Kafka's
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares source records.
public record SourceRecord(
    byte @Nullable [] key,
    byte @Nullable [] value,
    Map<String, byte[]> headers,
    Instant timestamp) {}
