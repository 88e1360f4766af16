// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.eventstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * One kind of frame of an event stream: its headers are always the same, its payload is JSON. A
 * payload is written right behind the headers, in the array that goes to the socket, so that what
 * is in it is copied once. Immutable.
 *
 * <p>A frame is, in big endian: its length and that of its headers (4 bytes each), a CRC-32 of
 * these, the headers, the payload, a CRC-32 of all before. A header is a length (1 byte), a name,
 * the type 7 for text, a length (2 bytes) and a value.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream</a>
 */
public final class EventFrame {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final byte TEXT = 7;
  private static final int LENGTHS = 8;
  private static final int CRC = 4;
  private static final int PRELUDE = LENGTHS + CRC;

  /** What a frame begins with; the length of the whole and the CRC come when they are known. */
  private final byte[] opening;

  private EventFrame(String messageType, String kindHeader, String kind) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":message-type", messageType);
    headers.put(kindHeader, kind);
    headers.put(":content-type", CONTENT_TYPE);
    int length = PRELUDE;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      length += 1 + header.getKey().length() + 1 + 2 + header.getValue().length();
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    bytes.putInt(0).putInt(length - PRELUDE).putInt(0);
    headers.forEach(
        (name, value) -> {
          bytes.put((byte) name.length()).put(name.getBytes(UTF_8));
          bytes.put(TEXT).putShort((short) value.length()).put(value.getBytes(UTF_8));
        });
    this.opening = bytes.array();
  }

  /**
   * Frames that tell of something.
   *
   * @param type the member of the stream's union, for example {@code SubscribeToShardEvent}; ASCII
   */
  public static EventFrame event(String type) {
    return new EventFrame("event", ":event-type", type);
  }

  /**
   * Frames that end a stream with an error.
   *
   * @param type the error's name, for example {@code ResourceNotFoundException}; ASCII
   */
  public static EventFrame exception(String type) {
    return new EventFrame("exception", ":exception-type", type);
  }

  /**
   * Begins a frame: the payload is to be written.
   *
   * @param expectedBytes how long the payload will be; a longer one is copied as it grows
   */
  public BodyWriter begin(int expectedBytes) {
    return BodyWriter.behind(opening, Wire.JSON, expectedBytes + CRC);
  }

  /** The whole frame, backed by an array; the writer is one that {@link #begin} gave. */
  public ByteBuffer end(BodyWriter payload) {
    ByteBuffer frame = payload.body(CRC);
    int length = frame.remaining();
    frame.putInt(0, length);
    frame.putInt(LENGTHS, crc(frame.slice(0, LENGTHS)));
    frame.putInt(length - CRC, crc(frame.slice(0, length - CRC)));
    return frame;
  }

  private static int crc(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
