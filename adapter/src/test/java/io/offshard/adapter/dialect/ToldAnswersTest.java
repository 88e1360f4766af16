// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static io.offshard.adapter.dialect.TinyDialect.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.dialect.TinyDialect.Counting;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.http.StreamedBody.Outlet;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are told event by event. */
class ToldAnswersTest {
  private final Meters meters = new Meters();
  private final List<Observation> seen = new ArrayList<>();
  private final Dispatcher dispatcher =
      new Dispatcher(List.of(TinyDialect.table()), Authentication.NONE, meters, seen::add);

  /** A client that goes after so many events. */
  private static final class Client implements Outlet {
    private final List<String> heard = new ArrayList<>();
    private final int most;

    Client(int most) {
      this.most = most;
    }

    @Override
    public void send(ByteBuffer piece) throws IOException {
      if (most == 0) {
        throw new IOException("gone");
      }
      heard.add(UTF_8.decode(piece).toString());
    }

    @Override
    public boolean isOpen() {
      return most == 0 || heard.size() < most;
    }
  }

  @AfterEach
  void closeMeters() {
    meters.close();
  }

  private Reply.Streamed told() {
    Reply reply = dispatcher.serve(json("Tiny_2026.Count", "{\"Name\":\"bob\",\"Times\":5}"));
    assertThat(reply).isInstanceOf(Reply.Streamed.class);
    return (Reply.Streamed) reply;
  }

  @Test
  void eventsAreSentOneAfterTheOtherToTheEnd() throws Exception {
    Reply.Streamed reply = told();
    Client client = new Client(100);

    reply.body().sendTo(client);

    assertThat(client.heard).containsExactly("1", "2", "3", "4", "5");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers())
        .containsEntry("Content-Type", "application/vnd.amazon.eventstream")
        .containsEntry("x-amzn-RequestId", "id-1")
        .doesNotContainKey("x-amzn-ErrorType");
  }

  @Test
  void theCallIsCountedOnceAtItsEndWithWhatItEndedIn() throws Exception {
    Reply.Streamed reply = told();
    assertThat(seen).isEmpty();

    reply.body().sendTo(new Client(100));

    assertThat(seen)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.operation()).isEqualTo("Count");
              assertThat(call.result()).isEqualTo("TooFarException");
              assertThat(call.status()).isEqualTo(200);
              assertThat(call.bytesOut()).isEqualTo(5);
            });
    assertThat(meters.scrape()).contains("operation=\"Count\",result=\"TooFarException\"");
  }

  @Test
  void aClientThatGoesIsNoError() throws Exception {
    told().body().sendTo(new Client(2));
    assertThatThrownBy(() -> told().body().sendTo(new Client(0))).isInstanceOf(IOException.class);

    assertThat(seen).extracting(Observation::result).containsExactly("ok", "ok");
    assertThat(seen).extracting(Observation::bytesOut).containsExactly(2L, 0L);
  }

  @Test
  void whoeverSendsClosesTheEventsWhateverHappens() throws Exception {
    for (int most : new int[] {0, 2, 100}) {
      Counting events = new Counting(3);
      try {
        new EventBody(events, (result, bytes) -> {}).sendTo(new Client(most));
      } catch (IOException e) {
        assertThat(most).isZero();
      }
      assertThat(events.closed).isTrue();
    }
  }

  @Test
  void whatIsRefusedBeforeIsAnOrdinaryError() {
    Reply reply = dispatcher.serve(json("Tiny_2026.Count", "{\"Name\":\"bob\"}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(Replies.bytes(reply)).asString(UTF_8).contains("there is nothing to count.");
    assertThat(seen).singleElement().extracting(Observation::status).isEqualTo(400);
  }
}
