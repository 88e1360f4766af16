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

  /** The same of v3io. */
  static Body ofV3io(String stream, int shard, String location, int limit) {
    return new Body(Format.V3IO)
        .map(4)
        .name("StreamName")
        .text(stream)
        .name("ShardId")
        .number(shard)
        .name("Location")
        .text(location)
        .name("Limit")
        .number(limit)
        .endMap();
  }
}
