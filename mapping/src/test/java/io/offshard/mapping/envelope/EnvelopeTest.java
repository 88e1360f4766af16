// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EnvelopeTest {
  @Property
  void everyShardOrdinalIsReadBack(@ForAll @IntRange(min = 0) int ordinal) {
    assertThat(Envelope.decodeOrdinal(Envelope.encodeOrdinal(ordinal))).hasValue(ordinal);
  }

  @Example
  void theOrdinalIsFourBytesBigEndian() {
    assertThat(Envelope.encodeOrdinal(0x01020304)).containsExactly(1, 2, 3, 4);
  }

  @Example
  void malformedHeadersNameNoShard() {
    assertThat(Envelope.decodeOrdinal(null)).isEmpty();
    assertThat(Envelope.decodeOrdinal(new byte[0])).isEmpty();
    assertThat(Envelope.decodeOrdinal(new byte[3])).isEmpty();
    assertThat(Envelope.decodeOrdinal(new byte[5])).isEmpty();
    assertThat(Envelope.decodeOrdinal(new byte[] {-1, 0, 0, 0})).isEmpty();
    assertThatThrownBy(() -> Envelope.encodeOrdinal(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void aRecordWithoutKeyShowsItsPartition() {
    assertThat(Envelope.partitionKeyText(null, 12)).isEqualTo("12");
    assertThat(Envelope.partitionKeyText(new byte[0], 0)).isEqualTo("0");
  }

  @Example
  void charactersAreCountedAsCodePoints() {
    String longest = "\ud83d\ude00".repeat(256);
    String tooLong = longest + "x";

    assertThat(shown(longest)).isEqualTo(longest);
    assertThat(shown(tooLong)).isEqualTo(base64(tooLong.getBytes(UTF_8)).substring(0, 256));
    assertThat(shown("x".repeat(256))).isEqualTo("x".repeat(256));
    assertThat(shown("x".repeat(257))).isEqualTo("eHh4".repeat(64));
  }

  @Example
  void binaryKeysAreShownInBase64() {
    byte[] binary = {(byte) 0xff, 0, 1, 2};
    byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};

    assertThat(Envelope.partitionKeyText(binary, 0)).isEqualTo("/wABAg==");
    assertThat(Envelope.partitionKeyText(surrogate, 0)).isEqualTo("7aCA");
  }

  @Example
  void theReplacementCharacterIsALegalKey() {
    assertThat(shown("a\ufffdb")).isEqualTo("a\ufffdb");
  }

  @Property
  void whatAClientPutAsKeyIsShownUnchanged(@ForAll @IntRange(min = 1, max = 0x10ffff) int point) {
    String key = "k" + new String(Character.toChars(point));

    assertThat(shown(key)).isEqualTo(new String(key.getBytes(UTF_8), UTF_8));
  }

  @Property
  void anyKeyIsShownAsTextThatTheApiAllows(@ForAll @Size(max = 3000) byte[] key) {
    String text = Envelope.partitionKeyText(key, 7);

    assertThat(text.codePointCount(0, text.length())).isBetween(1, 256);
    assertThat(text).isEqualTo(Envelope.partitionKeyText(key.clone(), 7));
    if (key.length > 0 && !Arrays.equals(text.getBytes(UTF_8), key)) {
      assertThat(base64(key)).startsWith(text);
    }
  }

  @Property
  void aKeyIsTheSameInUtf8(@ForAll @Size(max = 300) byte[] key, @ForAll boolean ascii) {
    for (int i = 0; ascii && i < key.length; i++) {
      key[i] &= 0x7f;
    }
    ByteBuffer inside = ByteBuffer.allocate(key.length + 5).put(2, key).slice(2, key.length);

    ByteBuffer shown = Envelope.partitionKeyUtf8(inside, 7);

    assertThat(shown).isEqualTo(ByteBuffer.wrap(Envelope.partitionKeyText(key, 7).getBytes(UTF_8)));
    assertThat(inside.remaining()).isEqualTo(key.length);
  }

  @Example
  void noKeyIsThePartitionInUtf8Too() {
    assertThat(Envelope.partitionKeyUtf8(null, 12)).isEqualTo(UTF_8.encode("12"));
  }

  private static String shown(String key) {
    return Envelope.partitionKeyText(key.getBytes(UTF_8), 0);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
