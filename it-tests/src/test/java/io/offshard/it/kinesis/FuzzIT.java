// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Whatever arrives in a body is answered and never with an error of the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FuzzIT {
  private final Fuzzing server = Fuzzing.start("fuzz", "/", Map.of());

  @BeforeAll
  void createsAStream() {
    try (KinesisClient client = JavaClients.sync(server.endpoint())) {
      LiveStream live = LiveStream.create(client, 1);
      String iterator = live.iterator(0, ShardIteratorType.TRIM_HORIZON);
      server.send(FuzzCalls.on(live.name(), iterator), live.name());
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void whateverArrivesIsAnswered() {
    server.nearlyRight();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsHardOnAParserIsAnswered(Encoding encoding) {
    server.hardOnAParser(encoding, List.of("PutRecords", "AddTagsToStream", "GetShardIterator"));
  }
}
