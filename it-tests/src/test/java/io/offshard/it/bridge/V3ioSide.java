// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bridge;

import io.offshard.it.v3io.V3ioClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** v3io, by plain HTTP. */
record V3ioSide(V3ioClient call) implements Side {

  V3ioSide(URI endpoint) {
    this(new V3ioClient(endpoint));
  }

  private static String path(String stream) {
    return "/" + stream.replace('.', '/');
  }

  void create(String stream, int shards) {
    call.create(path(stream), shards);
  }

  void grow(String stream, int shards) {
    var _ =
        call.call("POST", "UpdateStream", path(stream), "{\"ShardCount\":%d}".formatted(shards))
            .is(204);
  }

  long shards(String stream) {
    return call.put("DescribeStream", path(stream)).is(200).number("ShardCount");
  }

  @Override
  public Seen write(String stream, @Nullable String key, String data) {
    String named = key == null ? "" : ",\"PartitionKey\":" + Json.text(key);
    return written(stream, key, data, named);
  }

  /** Into a shard of its choice. */
  Seen writeTo(String stream, int shard, String key, String data) {
    return written(
        stream, key, data, ",\"PartitionKey\":" + Json.text(key) + ",\"ShardId\":" + shard);
  }

  private Seen written(String stream, @Nullable String key, String data, String members) {
    JsonNode at =
        call.write(path(stream), "{\"Data\":\"" + Json.base64(data) + "\"" + members + "}")
            .records()
            .getFirst();
    return new Seen(
        (int) V3ioClient.number(at, "ShardId"),
        V3ioClient.number(at, "SequenceNumber") - 1,
        key,
        data);
  }

  @Override
  public List<Seen> read(String stream) {
    List<Seen> all = new ArrayList<>();
    for (int shard = 0; shard < shards(stream); shard++) {
      String path = path(stream) + "/" + shard;
      if (call.seek(path, "{\"Type\":\"EARLIEST\"}").status() == 404) {
        continue; // nobody has written to it
      }
      for (JsonNode each : call.all(path)) {
        all.add(
            new Seen(
                shard,
                V3ioClient.number(each, "SequenceNumber") - 1,
                each.field("PartitionKey").map(JsonNode::asString).orElse(null),
                V3ioClient.data(each)));
      }
    }
    return all;
  }

  @Override
  public Seen shown(Seen record) {
    return record;
  }

  @Override
  public String toString() {
    return "v3io";
  }
}
