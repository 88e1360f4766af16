// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.eventstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.shape.BodyWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** AWS's own decoder reads what is written here. */
class EventFrameTest {
  private static final EventFrame EVENT = EventFrame.event("SubscribeToShardEvent");

  private static ByteBuffer frame(EventFrame kind, String text, int expectedBytes) {
    BodyWriter out = kind.begin(expectedBytes);
    out.text(text);
    return kind.end(out);
  }

  private static Map<String, String> headers(Message message) {
    return message.getHeaders().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getString()));
  }

  @Property
  void everyFrameOfAStreamIsDecodedAsItWasWritten(
      @ForAll List<String> texts, @ForAll @IntRange(max = 100) int expectedBytes) {
    List<Message> decoded = new ArrayList<>();
    MessageDecoder decoder = new MessageDecoder(decoded::add);
    List<String> payloads = new ArrayList<>();
    for (String text : texts) {
      String legal = text.replaceAll("[^a-z]", "x");
      decoder.feed(frame(EVENT, legal, expectedBytes));
      payloads.add('"' + legal + '"');
    }

    assertThat(decoded.stream().map(each -> new String(each.getPayload(), UTF_8)))
        .isEqualTo(payloads);
    assertThat(decoded)
        .allSatisfy(
            each ->
                assertThat(headers(each))
                    .isEqualTo(
                        Map.of(
                            ":message-type", "event",
                            ":event-type", "SubscribeToShardEvent",
                            ":content-type", "application/x-amz-json-1.1")));
  }

  @Test
  void aFrameIsByteForByteThatOfTheVendorsEncoder() {
    Message same =
        new Message(
            Map.of(":message-type", HeaderValue.fromString("event")), "\"é\"".getBytes(UTF_8));

    Message decoded = Message.decode(frame(EVENT, "é", 0));

    assertThat(decoded.getPayload()).isEqualTo(same.getPayload());
    ByteBuffer again = new Message(decoded.getHeaders(), decoded.getPayload()).toByteBuffer();
    assertThat(again).isEqualTo(frame(EVENT, "é", 0));
  }

  @Test
  void anExceptionNamesItsType() {
    Message decoded =
        Message.decode(frame(EventFrame.exception("ResourceNotFoundException"), "gone", 9));

    assertThat(headers(decoded))
        .containsEntry(":message-type", "exception")
        .containsEntry(":exception-type", "ResourceNotFoundException")
        .doesNotContainKey(":event-type");
  }

  @Test
  void aDamagedFrameIsNoticed() {
    ByteBuffer frame = frame(EVENT, "a text", 20);
    int place = frame.limit() - 7;
    frame.put(place, (byte) (frame.get(place) ^ 1));

    assertThatThrownBy(() -> Message.decode(frame)).hasMessageContaining("checksum");
  }
}
