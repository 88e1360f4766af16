// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ItemTest {

  @Provide
  Arbitrary<Item> items() {
    return Items.any();
  }

  @Property
  void theSizeIsThatOfNamesAndValues(@ForAll("items") Item item) {
    int expected = 0;
    for (Map.Entry<String, AttributeValue> entry : item.attributes().entrySet()) {
      expected += entry.getKey().getBytes(UTF_8).length + measured(entry.getValue());
    }
    assertThat(item.size()).isEqualTo(expected);
  }

  private static int measured(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S s -> s.text().getBytes(UTF_8).length;
      case AttributeValue.N n -> Numbers.size(n.number());
      case AttributeValue.B b -> b.bytes().length;
      case AttributeValue.Bool bool -> 1;
      case AttributeValue.Null none -> 1;
      case AttributeValue.SS ss -> String.join("", ss.texts()).getBytes(UTF_8).length;
      case AttributeValue.NS ns -> sum(ns.numbers().stream().map(AttributeValue.N::new).toList());
      case AttributeValue.BS bs -> sum(bs.members());
      case AttributeValue.L l -> 3 + l.values().size() + sum(l.values());
      case AttributeValue.M m ->
          3
              + m.values().size()
              + String.join("", m.values().keySet()).getBytes(UTF_8).length
              + sum(List.copyOf(m.values().values()));
    };
  }

  private static int sum(List<? extends AttributeValue> values) {
    return values.stream().mapToInt(ItemTest::measured).sum();
  }

  @Test
  void sizesAreAsMeasured() {
    assertThat(size("")).isZero();
    assertThat(size("\"a\":{\"S\":\"\"}")).isEqualTo(1);
    assertThat(size("\"a\":{\"S\":\"\u00e9\u20ac\ud83d\ude00\"}")).isEqualTo(1 + 2 + 3 + 4);
    assertThat(size("\"a\":{\"BOOL\":false}")).isEqualTo(2);
    assertThat(size("\"a\":{\"NULL\":true}")).isEqualTo(2);
    assertThat(size("\"a\":{\"SS\":[\"b\",\"c\"]}")).isEqualTo(3);
    assertThat(size("\"a\":{\"NS\":[\"1\",\"2\"]}")).isEqualTo(5);
    assertThat(size("\"a\":{\"BS\":[\"AAAA\"]}")).isEqualTo(4);
    assertThat(size("\"a\":{\"L\":[]}")).isEqualTo(4);
    assertThat(size("\"a\":{\"M\":{}}")).isEqualTo(4);
    assertThat(size("\"a\":{\"L\":[{\"S\":\"bc\"}]}")).isEqualTo(7);
    assertThat(size("\"a\":{\"M\":{\"d\":{\"S\":\"bc\"}}}")).isEqualTo(8);
  }

  private static int size(String members) {
    return ItemJson.read(("{" + members + "}").getBytes(UTF_8)).size();
  }

  @Test
  void halfASurrogatePairCountsAsTheQuestionMarkThatIsSent() {
    for (String text :
        List.of("\ud83d", "\ude00", "\ud83dx", "\ude00\ud83d", "\ud83d\ud83d\ude00")) {
      Item item = new Item(Map.of("a", new AttributeValue.S(text)));
      assertThat(item.size()).isEqualTo(1 + text.getBytes(UTF_8).length);
    }
  }

  @Test
  void bytesAreEqualByContent() {
    AttributeValue one = new AttributeValue.B(new byte[] {1, 2});
    AttributeValue other = new AttributeValue.B(new byte[] {1, 2});
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(new AttributeValue.B(new byte[] {1}));
    assertThat(one).hasToString("B[AQI=]");
  }
}
