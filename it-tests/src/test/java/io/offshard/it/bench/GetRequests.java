// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

/** Bodies of GetRecords. */
final class GetRequests {

  private GetRequests() {}

  static Body body(Format format, String iterator, int limit) {
    return new Body(format)
        .map(2)
        .name("ShardIterator")
        .text(iterator)
        .name("Limit")
        .number(limit)
        .endMap();
  }
}
