// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every client must find: one round trip of mixed records over four shards, looked at from all
 * sides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {

  private static final int SHARDS = 4;

  private final String stream = StreamNames.fresh("client");
  private final List<Sample> samples = Samples.mixed(records(), 7);
  private String log = "";
  private RoundTrip roundTrip =
      new RoundTrip(SHARDS, samples, new Transcript(List.of(), List.of()));

  /** The client under test; called once. */
  abstract ClientDriver driver();

  /** What the client speaks when nobody tells it otherwise, as the access log names it. */
  String protocol() {
    return "HTTP/1.1";
  }

  /** How many records make the trip. */
  int records() {
    return 10_000;
  }

  @BeforeAll
  void putsAndReadsEverything() {
    int before = SharedServer.output().length();
    Transcript transcript = driver().run(SharedServer.endpoint(), stream, SHARDS, samples);
    log = SharedServer.output().substring(before);
    assertThat(transcript.puts()).hasSameSizeAs(samples);
    roundTrip = new RoundTrip(SHARDS, samples, transcript);
  }

  @Test
  void everyRecordWentToTheShardOfItsKey() {
    roundTrip.everyRecordWentToTheShardOfItsKey();
  }

  @Test
  void sequenceNumbersGrowInEachShard() {
    roundTrip.sequenceNumbersGrowInEachShard();
  }

  @Test
  void everythingWasReadBackInOrderWithEqualBytes() {
    roundTrip.everythingWasReadBackInOrder();
  }

  @Test
  void aKafkaConsumerSeesTheSameRecords() {
    new KafkaView(SharedServer.broker().bootstrapServers(), stream)
        .showsTheSameRecords(SHARDS, roundTrip.readByShard());
  }

  @Test
  void everyCallCameInTheProtocolOfTheClient() {
    assertThat(log.lines().filter(line -> line.contains(" operation=PutRecords ")))
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line).contains(" protocol=" + protocol() + " ", " result=ok "));
  }
}
