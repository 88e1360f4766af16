// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Instant;

/**
 * Where a record stands in the lineage log.
 *
 * @param offset its number in the log, which grows from one record to the next
 * @param at the log's own timestamp of it: the only clock that the image knows
 */
public record LogPosition(long offset, Instant at) {}
