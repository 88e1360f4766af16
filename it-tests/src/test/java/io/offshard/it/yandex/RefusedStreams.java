// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.yandex;

import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Streams in conditions in which calls are refused, and tokens that are old or of a stream gone.
 */
record RefusedStreams(ServerInThisJvm server, YandexCall calls, Map<String, String> names)
    implements AutoCloseable {
  private static final Duration OLD = Duration.ofMinutes(6);

  static RefusedStreams start(Path directory) {
    ServerInThisJvm server =
        new ServerInThisJvm(
            directory,
            Map.of(
                "OFFSHARD_DIALECTS",
                "[kinesis, yandex]",
                "OFFSHARD_STREAMS_EXPOSE",
                "['refused.*-native']",
                "OFFSHARD_STREAMS_NATIVE_POLL",
                "200ms",
                "OFFSHARD_YANDEX_DATABASE",
                SharedServer.DATABASE));
    YandexCall calls = new YandexCall(server.endpoint());
    String stream = "refused/" + server.lineage().replace("__", "");
    Map<String, String> names = new HashMap<>();
    names.put("database", SharedServer.DATABASE);
    names.put("stream", stream);
    names.put("full", SharedServer.DATABASE + "/" + stream);
    create(calls, stream);
    calls.succeed(
        "RegisterStreamConsumer",
        "{\"StreamArn\":\"%s\",\"ConsumerName\":\"app\"}".formatted(stream));
    names.put("native", adopted(calls, stream + "-native"));
    String gone = stream + "-gone";
    create(calls, gone);
    names.put("goneIterator", iterator(calls, gone));
    calls.succeed("DeleteStream", "{\"StreamName\":\"%s\"}".formatted(gone));
    server.clock().holdAfter(OLD.negated());
    names.put("oldIterator", iterator(calls, stream));
    names.put(
        "oldToken",
        member(
            calls.succeed(
                "ListShards", "{\"StreamName\":\"%s\",\"MaxResults\":1}".formatted(stream)),
            "NextToken"));
    server.clock().release();
    names.put("iterator", iterator(calls, stream));
    return new RefusedStreams(server, calls, Map.copyOf(names));
  }

  private static void create(YandexCall calls, String stream) {
    calls.succeed("CreateStream", "{\"StreamName\":\"%s\",\"ShardCount\":2}".formatted(stream));
  }

  /** A stream whose topic is somebody else's. */
  private static String adopted(YandexCall calls, String stream) {
    String half = Long.toString(Duration.ofHours(12).toMillis());
    var _ =
        OwnedTopic.create(
            SharedServer.broker().bootstrapServers(),
            stream.replace('/', '.'),
            2,
            Map.of("retention.ms", half));
    String body = "{\"StreamName\":\"%s\"}".formatted(stream);
    Awaitility.await().until(() -> calls.of("DescribeStream", body).status() == 200);
    return stream;
  }

  private static String iterator(YandexCall calls, String stream) {
    String request =
        "{\"StreamName\":\"%s\",\"ShardId\":\"shard-000000\",\"ShardIteratorType\":\"LATEST\"}"
            .formatted(stream);
    return member(calls.succeed("GetShardIterator", request), "ShardIterator");
  }

  private static String member(JsonNode answer, String name) {
    return answer.field(name).orElseThrow().asString();
  }

  @Override
  public void close() {
    server.close();
  }
}
