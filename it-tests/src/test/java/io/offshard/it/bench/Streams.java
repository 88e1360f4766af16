// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.offshard.it.server.StreamNames;
import java.net.URI;
import org.awaitility.Awaitility;

/** Makes and deletes the streams of the benchmark through the API. */
final class Streams {

  private static final byte[] ACTIVE = "\"ACTIVE\"".getBytes(US_ASCII);

  private Streams() {}

  /** A new stream; returns its name when it can be used. */
  static String create(URI endpoint, int shards) {
    String stream = StreamNames.fresh("bench");
    try (Connection connection = new Connection(endpoint, Format.JSON)) {
      Body body = new Body(Format.JSON).map(2).name("StreamName").text(stream);
      connection.call("CreateStream", body.name("ShardCount").number(shards).endMap());
      byte[] describe =
          Format.JSON.request("DescribeStreamSummary", named(Format.JSON, stream).bytes());
      Awaitility.await().until(() -> connection.call(describe).ok().contains(ACTIVE));
    }
    return stream;
  }

  static void delete(URI endpoint, String stream) {
    try (Connection connection = new Connection(endpoint, Format.JSON)) {
      connection.call("DeleteStream", named(Format.JSON, stream));
    }
  }

  /** The body of a call that needs nothing but the stream. */
  static Body named(Format format, String stream) {
    return new Body(format).map(1).name("StreamName").text(stream).endMap();
  }

  /** A GetShardIterator request. */
  static Body start(Format format, String stream, int shard, String type) {
    return new Body(format)
        .map(3)
        .name("StreamName")
        .text(stream)
        .name("ShardId")
        .text("shardId-%012d".formatted(shard))
        .name("ShardIteratorType")
        .text(type)
        .endMap();
  }

  /** Where v3io begins to read a shard. */
  static String earliest(Connection connection, String stream, int shard) {
    Body body =
        new Body(Format.V3IO)
            .map(3)
            .name("StreamName")
            .text(stream)
            .name("ShardId")
            .number(shard)
            .name("Type")
            .text("EARLIEST")
            .endMap();
    Reply reply = connection.call("Seek", body);
    return reply.text(reply.value(Format.V3IO.marker("Location"), reply.from()));
  }

  /** A fresh iterator of a shard. */
  static String iterator(Connection connection, String stream, int shard, String type) {
    Format format = connection.format();
    Reply reply = connection.call("GetShardIterator", start(format, stream, shard, type));
    return reply.text(reply.value(format.marker("ShardIterator"), reply.from()));
  }
}
