// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Instant;

/**
 * What tells a consumer of a stream from all others that the stream has or had, as its ARN does.
 *
 * @param name unique among those that are registered at one time
 * @param createdSecond when it was registered, in seconds since 1970 by the lineage log's clock; a
 *     later one of the same name has a later second
 */
public record ConsumerId(String name, long createdSecond) {

  /** When it was registered. */
  public Instant created() {
    return Instant.ofEpochSecond(createdSecond);
  }
}
