// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.StreamListing.Row;
import io.offshard.adapter.service.Exposure;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.TopicList.Layout;
import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.TopicTraits;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamListingTest {
  private static final UUID ID = new UUID(0, 1);

  private final MemoryLineage store = new MemoryLineage();

  private void adopt(String name, UUID id) {
    Adoption adoption = new Adoption(name, id, 1, false, new TopicTraits(-1, false, 1 << 20));
    var _ = store.append(new Declare(id, adoption));
  }

  @Test
  void eachTopicAndEachStreamWithoutOneHasARow() {
    adopt("a", ID);
    adopt("lost", new UUID(0, 2));
    Exposure exposure = new Exposure(List.of("*"), "lineage");
    List<Listed> topics =
        List.of(
            new Listed("lineage", new UUID(0, 3), false),
            new Listed("b", new UUID(0, 4), false),
            new Listed("a", ID, false));

    assertThat(
            StreamListing.rows(
                exposure, store.current(), topics, Map.of("a", new Layout(ID, 7, 1, true))))
        .containsExactly(
            new Row("a", "exposed", 7, false, "matches *"),
            new Row(
                "b",
                "exposed",
                0,
                false,
                "matches *; a server that exposes it has still to adopt it"),
            new Row("lineage", "not exposed", 0, true, "internal topics never are"),
            new Row(
                "lost",
                "not exposed",
                0,
                false,
                "there is such a stream, but Kafka shows no topic of that name"));
  }
}
