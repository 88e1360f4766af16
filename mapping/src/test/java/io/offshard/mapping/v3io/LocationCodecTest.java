// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;

class LocationCodecTest {
  private static final UUID TOPIC = UUID.fromString("b9df1a3c-6c8f-4a07-9b5e-2d8f3f0c1a55");
  private static final UUID OTHER = UUID.fromString("b9df1a3c-6c8f-4a07-9b5e-2d8f3f0c1a56");
  private static final int MOST = (1 << 20) - 1;

  private final LocationCodec codec = codec(key("a", 1));

  private static SigningKey key(String id, int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return new SigningKey(id, secret);
  }

  private static LocationCodec codec(SigningKey... keys) {
    Keyring ring = new Keyring(List.of(keys));
    return new LocationCodec(() -> ring);
  }

  @Property
  void everyLocationIsOpenedAsItWasSealed(
      @ForAll @IntRange(max = MOST) int partition,
      @ForAll @LongRange(max = Long.MAX_VALUE) long next) {
    String text = codec.seal(TOPIC, partition, new Location(next));

    assertThat(text).matches("[A-Za-z0-9+/]{22}==");
    assertThat(codec.open(text, TOPIC, partition)).contains(new Location(next));
  }

  @Property
  void aLocationIsOfOneShardOfOneTopic(
      @ForAll @IntRange(max = MOST) int partition, @ForAll @IntRange(max = MOST) int other) {
    String text = codec.seal(TOPIC, partition, Location.at(3));

    assertThat(codec.open(text, OTHER, partition)).isEmpty();
    assertThat(codec.open(text, TOPIC, other).isPresent()).isEqualTo(partition == other);
  }

  @Property
  void noBitOfALocationCanBeChanged(@ForAll @IntRange(max = 127) int bit) {
    byte[] bytes = Base64.getDecoder().decode(codec.seal(TOPIC, 5, Location.at(1_000)));
    bytes[bit / 8] ^= (byte) (1 << bit % 8);

    assertThat(codec.open(Base64.getEncoder().encodeToString(bytes), TOPIC, 5)).isEmpty();
  }

  @Property
  void theEndOfALocationCannotBeCutOrExtended(
      @ForAll @IntRange(max = 23) int length, @ForAll @NotEmpty String more) {
    String text = codec.seal(TOPIC, 5, Location.at(1_000));

    assertThat(codec.open(text.substring(0, length), TOPIC, 5)).isEmpty();
    assertThat(codec.open(text + more, TOPIC, 5)).isEmpty();
  }

  @Property
  void noOtherTextIsALocation(@ForAll String text) {
    assertThat(codec.open(text, TOPIC, 0)).isEmpty();
  }

  @Example
  void aLocationHasOneText() {
    String text = codec.seal(TOPIC, 0, Location.EARLIEST);

    assertThat(codec.open(text.substring(0, 22), TOPIC, 0)).isEmpty();
    assertThat(codec.open(text + "\n", TOPIC, 0)).isEmpty();
    assertThat(codec.open(text.substring(0, 22) + "A=", TOPIC, 0)).isEmpty();
    assertThat(codec.open(text.substring(0, 22) + "AA", TOPIC, 0)).isEmpty();
    // The last digit of the last byte has four bits that mean nothing.
    char last = text.charAt(21);
    for (char digit : "ABCDwxyz0189+/".toCharArray()) {
      if (digit != last) {
        assertThat(codec.open(text.substring(0, 21) + digit + "==", TOPIC, 0)).isEmpty();
      }
    }
  }

  /** Consumers keep locations, so a change of these bytes needs a new version. */
  @Example
  void theFormIsFixed() {
    assertThat(codec.seal(TOPIC, 2, Location.at(41))).isEqualTo("ARAAAgAAAAAAAAAqm8TISQ==");
  }

  @Example
  void keysAreRotatedInTwoSteps() {
    SigningKey old = key("a", 1);
    SigningKey fresh = key("b", 2);
    String before = codec(old).seal(TOPIC, 0, Location.at(1));
    String after = codec(fresh, old).seal(TOPIC, 0, Location.at(1));

    assertThat(codec(old, fresh).open(before, TOPIC, 0)).isPresent();
    assertThat(codec(old, fresh).open(after, TOPIC, 0)).isPresent();
    assertThat(codec(fresh, old).open(before, TOPIC, 0)).isPresent();
    assertThat(codec(fresh).open(before, TOPIC, 0)).isEmpty();
    assertThat(before).isNotEqualTo(after);
  }

  @Example
  void keysOfOneMarkAreTriedOneAfterTheOther() {
    SigningKey one = key("a", 1);
    SigningKey same = key("q", 2); // 16 letters further on
    String sealed = codec(same).seal(TOPIC, 0, Location.at(1));

    assertThat(codec(one, same).open(sealed, TOPIC, 0)).isPresent();
    assertThat(codec(one).open(sealed, TOPIC, 0)).isEmpty();
  }
}
