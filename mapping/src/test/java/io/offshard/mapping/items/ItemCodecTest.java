// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.items.ItemCodec.Decoded;
import io.offshard.mapping.items.ItemLogKey.Dropped;
import io.offshard.mapping.items.ItemLogKey.Proposed;
import io.offshard.mapping.items.ItemState.Gone;
import io.offshard.mapping.items.ItemState.Present;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ItemCodecTest {
  @Property(tries = 500)
  void statesComeBackAsTheyWere(@ForAll("states") ItemState state) {
    assertThat(ItemCodec.decode(ItemCodec.encode(state))).isEqualTo(new Decoded.Known(state));
  }

  @Property(tries = 2_000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    byte[] begun = bytes.clone();
    if (begun.length > 2) {
      begun[0] = ItemCodec.LEVEL;
      begun[1] = 1;
    }

    assertThat(ItemCodec.decode(bytes)).isNotNull();
    assertThat(ItemCodec.decode(begun)).isNotNull();
  }

  @Property(tries = 500)
  void whatIsCutOrLongerIsMalformed(@ForAll("states") ItemState state) {
    byte[] whole = ItemCodec.encode(state);

    for (int length = 0; length < whole.length; length++) {
      assertThat(ItemCodec.decode(Arrays.copyOf(whole, length))).isEqualTo(new Decoded.Malformed());
    }
    assertThat(ItemCodec.decode(Arrays.copyOf(whole, whole.length + 1)))
        .isEqualTo(new Decoded.Malformed());
  }

  @Example
  void aLengthBeyondTheRecordTakesNoMemory() {
    byte[] bytes = {1, 1, 0, 0, 0, 1, 0x7F, -1, -1, -1};

    assertThat(ItemCodec.decode(bytes)).isEqualTo(new Decoded.Malformed());
  }

  @Example
  void aNewerFormatIsToldFromNonsense() {
    assertThat(ItemCodec.decode(new byte[] {2, 9})).isEqualTo(new Decoded.Newer(2));
    assertThat(ItemCodec.decode(new byte[] {0, 9})).isEqualTo(new Decoded.Malformed());
  }

  @Property(tries = 500)
  void keysComeBackAsTheyWere(
      @ForAll("names") String table,
      @ForAll("names") String name,
      @ForAll("versions") long version) {
    String flat = table.replace('/', '_');
    ItemLogKey proposed =
        new Proposed(new ItemKey(flat, name), version, new UUID(version, -version));
    ItemLogKey dropped = new Dropped(flat);

    assertThat(ItemLogKey.parse(proposed.toString())).contains(proposed);
    assertThat(ItemLogKey.parse(dropped.toString())).contains(dropped);
  }

  @Example
  void keysOfOthersAreNone() {
    String id = new UUID(1, 2).toString();

    assertThat(ItemLogKey.parse("")).isEmpty();
    assertThat(ItemLogKey.parse("t/n")).isEmpty();
    assertThat(ItemLogKey.parse("t/n/0/" + id)).isEmpty();
    assertThat(ItemLogKey.parse("t//1/" + id)).isEmpty();
    assertThat(ItemLogKey.parse("/n/1/" + id)).isEmpty();
    assertThat(ItemLogKey.parse("t/n/1000000000000000000/" + id)).isEmpty();
    assertThat(ItemLogKey.parse("t/" + "n".repeat(1025) + "/1/" + id)).isEmpty();
  }

  @Example
  void namesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new ItemKey("a/b", "n")).hasMessageContaining("table");
    assertThatThrownBy(() -> new ItemKey("", "n")).hasMessageContaining("table");
    assertThatThrownBy(() -> new ItemKey("t", "")).hasMessageContaining("item");
    assertThat(ItemKey.isName("\uD800")).isFalse();
    assertThat(ItemKey.isName("ü".repeat(512))).isTrue();
    assertThat(ItemKey.isName("ü".repeat(513))).isFalse();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab/0 -ü\n").ofMinLength(1).ofMaxLength(20);
  }

  @Provide
  Arbitrary<Long> versions() {
    return Arbitraries.longs().between(1, 999_999_999_999_999_999L);
  }

  @Provide
  Arbitrary<ItemState> states() {
    Arbitrary<String> texts = Arbitraries.strings().alpha().ofMaxLength(9);
    Arbitrary<ItemValue> values =
        Arbitraries.oneOf(
            texts.map(ItemValue.Text::new),
            Arbitraries.bigDecimals().map(each -> new ItemValue.Decimal(each.toString())),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(ItemValue.Bytes::new),
            Arbitraries.of(true, false).map(ItemValue.Bool::new),
            Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(0, 999_999_999))
                .as(ItemValue.Time::new));
    Arbitrary<Map<String, ItemValue>> attributes = Arbitraries.maps(texts, values).ofMaxSize(5);
    return Arbitraries.oneOf(
        attributes.map(all -> new Present(new TreeMap<>(all))), Arbitraries.just(new Gone()));
  }
}
