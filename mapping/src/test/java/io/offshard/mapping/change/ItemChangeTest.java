// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.Item;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class ItemChangeTest {
  private static final Item KEYS = item("id", "7");
  private static final Item NEW = item("a", "new");
  private static final Item OLD = item("a", "before");

  private static Item item(String name, String text) {
    return new Item(Map.of(name, new AttributeValue.S(text)));
  }

  private static ItemChange change(ChangeKind kind, @Nullable Item newImage, @Nullable Item old) {
    return new ItemChange("e", kind, Records.TIME, KEYS, newImage, old, new Identity("p", "t"));
  }

  @Property
  void aViewShowsWhatTheServicesTableSays(@ForAll ViewType view, @ForAll ChangeKind kind) {
    boolean hasNew =
        (view == ViewType.NEW_IMAGE || view == ViewType.NEW_AND_OLD_IMAGES)
            && kind != ChangeKind.REMOVE;
    boolean hasOld =
        (view == ViewType.OLD_IMAGE || view == ViewType.NEW_AND_OLD_IMAGES)
            && kind != ChangeKind.INSERT;

    assertThat(change(kind, NEW, OLD).as(view))
        .isEqualTo(change(kind, hasNew ? NEW : null, hasOld ? OLD : null));
  }

  @Property
  void aViewShowsNoImageThatIsNotThere(@ForAll ViewType view, @ForAll ChangeKind kind) {
    assertThat(change(kind, null, null).as(view)).isEqualTo(change(kind, null, null));
  }

  @Example
  void theSizeIsThatOfTheKeysAndOfBothImages() {
    assertThat(change(ChangeKind.MODIFY, null, null).size()).isEqualTo(3);
    assertThat(change(ChangeKind.MODIFY, NEW, null).size()).isEqualTo(3 + 4);
    assertThat(change(ChangeKind.MODIFY, NEW, OLD).size()).isEqualTo(3 + 4 + 7);
  }
}
