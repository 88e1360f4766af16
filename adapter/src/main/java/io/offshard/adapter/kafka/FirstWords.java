// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/**
 * Looks whether those that are said to be brokers answer in Kafka's protocol. Kafka's clients would
 * take the first letters of another one for a length, and want as much memory.
 */
final class FirstWords {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final byte TLS_ALERT = 21;
  private static final byte TLS_MAJOR = 3;

  private FirstWords() {}

  /**
   * Asks one after the other until one answers; who does not, and does not listen, is no matter.
   *
   * @param addresses host and port of brokers that are spoken to in clear
   * @throws UnusableSettings when one answers in HTTP or TLS
   */
  static void requireKafka(List<String> addresses) {
    long deadline = System.nanoTime() + 2 * PATIENCE.toNanos();
    for (String address : addresses) {
      if (System.nanoTime() > deadline || answers(address)) {
        return;
      }
    }
  }

  private static boolean answers(String address) {
    String host = Utils.getHost(address);
    Integer port = Utils.getPort(address);
    if (host == null || port == null) {
      return false; // Kafka's clients say what is wrong
    }
    int millis = Math.toIntExact(PATIENCE.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(question());
      byte[] answer = socket.getInputStream().readNBytes(Integer.BYTES);
      if (new String(answer, US_ASCII).equals("HTTP")) {
        throw unusable(
            address + " speaks HTTP: bootstrap.servers wants the addresses of Kafka brokers");
      }
      if (answer.length >= 2 && answer[0] == TLS_ALERT && answer[1] == TLS_MAJOR) {
        throw unusable(address + " speaks TLS: set security.protocol to SSL or SASL_SSL");
      }
      return answer.length == Integer.BYTES;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static UnusableSettings unusable(String why) {
    return new UnusableSettings(new KafkaException(why));
  }

  /** Which versions of which requests there are: a broker may be asked that by anybody. */
  private static byte[] question() {
    short apiVersions = 18;
    byte[] client = "offshard".getBytes(US_ASCII);
    int length = 2 * Short.BYTES + Integer.BYTES + Short.BYTES + client.length;
    return ByteBuffer.allocate(Integer.BYTES + length)
        .putInt(length)
        .putShort(apiVersions)
        .putShort((short) 0)
        .putInt(1)
        .putShort((short) client.length)
        .put(client)
        .array();
  }
}
