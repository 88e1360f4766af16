// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.TwoReplicas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The items of a stream end with it, whoever deletes it, and those of the next one do not. */
final class V3ioDeletedItemsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STREAM = "/users/deleted/stream";
  private static final String ITEMS = "offshard_items";

  @Test
  void theItemsOfAStreamThatWasDeletedThroughKinesisGoOnAllReplicas(@TempDir Path directory) {
    Map<String, String> often = Map.of("OFFSHARD_STREAMS_NATIVE_POLL", "1s");
    try (TwoReplicas replicas = TwoReplicas.start(directory, often, JavaClients::sync)) {
      V3ioClient one = new V3ioClient(replicas.one().endpoint());
      V3ioClient other = new V3ioClient(replicas.other().endpoint());
      one.create(STREAM, 1);
      for (int i = 0; i < 5; i++) {
        write(one, "old-" + i);
      }
      assertThat(status(other, "old-4")).isEqualTo(200);
      assertThat(replicas.other().metric(ITEMS)).isEqualTo(5);

      replicas.clients().getFirst().deleteStream(r -> r.streamName("users.deleted.stream"));
      replicas.one().kill(); // the one that has written them, and was asked to delete them
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> other.call("POST", "CreateStream", STREAM, "").status() == 204);
      write(other, "new");

      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(replicas.other().metric(ITEMS)).isEqualTo(1));
      assertThat(status(other, "old-4")).isEqualTo(404);
      replicas.one().startAgain();
      assertThat(status(one, "new")).isEqualTo(200);
      assertThat(replicas.one().metric(ITEMS)).isEqualTo(1);
    }
  }

  private static void write(V3ioClient v3io, String name) {
    var _ =
        v3io.call("PUT", "PutItem", STREAM + "/" + name, "{\"Item\":{\"a\":{\"S\":\"b\"}}}")
            .is(200);
  }

  private static int status(V3ioClient v3io, String name) {
    return v3io.call("PUT", "GetItem", STREAM + "/" + name, "{\"AttributesToGet\":\"**\"}")
        .status();
  }
}
