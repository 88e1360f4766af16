// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.StreamFault.NoSuchShard;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.TopicTraits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExposedStreamsTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);

  private final MemoryLineage store = new MemoryLineage();
  private Set<UUID> unseen = Set.of();

  private ExposedStreams exposing(String... patterns) {
    return new ExposedStreams(store, new Exposure(List.of(patterns), "lineage"), () -> unseen);
  }

  private void adopt(String name, UUID id) {
    Adoption adoption = new Adoption(name, id, 1, false, new TopicTraits(-1, false, 1 << 20));
    var _ = store.append(new Declare(id, adoption));
  }

  private void makeOneOfEach() {
    var _ =
        store.append(
            new Prepare(
                new UUID(5, 5),
                new Create(
                    "made", 1, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()))));
    adopt("a1", A);
    adopt("b1", B);
  }

  private static List<String> names(Lineages image) {
    return image.all().stream().map(Lineage::name).toList();
  }

  @Test
  void whatThisReplicaDoesNotExposeIsNotThere() {
    makeOneOfEach();

    assertThat(names(exposing("a*").current())).containsExactly("a1", "made");
    assertThat(names(exposing("a*").confirmed())).containsExactly("a1", "made");
    assertThat(names(exposing("a*").latest())).containsExactly("a1", "made");
    assertThat(names(exposing().current())).containsExactly("made");
    assertThat(exposing("a*").current().find(B)).isEmpty();
  }

  @Test
  void whoReadsATopicThatIsNotSeenGoesOnButNotOneThatIsNotExposed() {
    makeOneOfEach();
    unseen = Set.of(A);
    Lineages image = exposing("a*").current();

    assertThat(image.find(A)).isPresent();
    assertThat(image.hides(A)).isFalse();
    assertThat(image.hides("a1")).isTrue();
    assertThat(image.find(B)).isEmpty();
    assertThat(image.hides(B)).isTrue();
    assertThat(image.hides("b1")).isTrue();
    assertThat(image.hides("made")).isFalse();
    assertThat(image.hides("none")).isFalse();
  }

  @Test
  void aReaderIsNotToldThatAStreamIsMissingThatIsOnlyNotToBeSeen() {
    makeOneOfEach();
    unseen = Set.of(A);
    StreamCatalog catalog = new StreamCatalog(exposing("a*"));

    assertThat(catalog.locate(A, 0).stream().name()).isEqualTo("a1");
    assertThat(
            List.<ThrowingCallable>of(
                () -> catalog.locate("a1", 0),
                () -> catalog.locate("b1", 0),
                () -> catalog.locate(B, 0)))
        .allSatisfy(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                        StreamFaultException.class,
                        e -> assertThat(e.fault()).isInstanceOf(Unavailable.class)));
    assertThatThrownBy(() -> catalog.describe("a1"))
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isInstanceOf(NoSuchStream.class));
    assertThatThrownBy(() -> catalog.locate("none", 0))
        .isInstanceOfSatisfying(
            StreamFaultException.class, e -> assertThat(e.fault()).isInstanceOf(NoSuchShard.class));
  }

  @Test
  void whatIsNotSeenIsNotThereUntilItIsSeenAgain() {
    makeOneOfEach();
    ExposedStreams streams = exposing("*");
    unseen = Set.of(A);
    assertThat(names(streams.current())).containsExactly("b1", "made");

    unseen = Set.of();
    assertThat(names(streams.current())).containsExactly("a1", "b1", "made");
  }

  @Test
  void whereNothingIsHiddenTheImageIsTheSame() {
    makeOneOfEach();

    assertThat(exposing("*").current()).isSameAs(store.current());
  }

  @Test
  void theImageIsMadeAnewOnlyWhenSomethingHasChanged() {
    makeOneOfEach();
    ExposedStreams streams = exposing("a*");
    Lineages first = streams.current();
    assertThat(streams.latest()).isSameAs(first);

    adopt("a2", new UUID(0, 3));
    assertThat(names(streams.current())).containsExactly("a1", "a2", "made");
  }

  @Test
  void whoWaitsSeesTheSame() {
    makeOneOfEach();
    ExposedStreams streams = exposing("a*");

    assertThat(streams.await(image -> image.find("b1").isPresent(), Duration.ZERO)).isFalse();
    assertThat(streams.await(image -> image.find("a1").isPresent(), Duration.ZERO)).isTrue();
  }
}
