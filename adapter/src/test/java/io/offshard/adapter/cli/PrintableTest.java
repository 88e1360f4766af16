// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintableTest {
  private static String data(String text) {
    return Printable.data(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  @Test
  void textStaysOnOneLine() {
    assertThat(data("grüße\t{\"a\": \"b\\n\"}\n")).isEqualTo("grüße\\t{\"a\": \"b\\\\n\"}\\n");
    assertThat(data("")).isEmpty();
  }

  @Test
  void whatWouldCommandATerminalIsBase64() {
    assertThat(data("\u001b[2J")).isEqualTo("base64:G1sySg==");
    assertThat(Printable.data(ByteBuffer.wrap(new byte[] {(byte) 0xff, 0})))
        .isEqualTo("base64:/wA=");
    assertThat(Printable.text("k\u001b[2J")).isEqualTo("k\\u001b[2J");
  }

  @Test
  void linesComeByteForByteInBatches() throws IOException {
    byte[] input = {'a', '\r', '\n', '\n', (byte) 0xff, '\n', 'z'};
    InputLines lines = new InputLines(new ByteArrayInputStream(input), 2, 100);
    List<List<byte[]>> batches = new ArrayList<>();
    for (List<byte[]> batch = lines.next(); !batch.isEmpty(); batch = lines.next()) {
      batches.add(batch);
    }

    assertThat(batches).hasSize(2);
    assertThat(batches.getFirst()).containsExactly(new byte[] {'a', '\r'}, new byte[0]);
    assertThat(batches.getLast()).containsExactly(new byte[] {(byte) 0xff}, new byte[] {'z'});
  }

  @Test
  void aLineThatDoesNotFitBeginsABatch() throws IOException {
    byte[] input = ("a\n" + "b".repeat(100) + "\nc\n").getBytes(UTF_8);
    InputLines lines = new InputLines(new ByteArrayInputStream(input), 10, 100);

    assertThat(lines.next()).containsExactly(new byte[] {'a'});
    assertThat(lines.next()).singleElement().satisfies(line -> assertThat(line).hasSize(100));
    assertThat(lines.next()).containsExactly(new byte[] {'c'});
    assertThat(lines.next()).isEmpty();
  }
}
