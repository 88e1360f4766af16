// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerTags;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Deregistration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Registration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.StreamPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consumers and policies, as the log decides about them. */
class AttachmentsTest {
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  private static final TopicTraits TRAITS = new TopicTraits(-1, false, 1 << 20);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private Lineages image = Lineages.EMPTY;
  private Instant now = BEGIN;
  private long offset;

  private static UUID id(long n) {
    return new UUID(0, n);
  }

  private Verdict apply(LineageEvent event) {
    Lineages.Step step = image.apply(event, new LogPosition(offset++, now));
    image = step.image();
    return step.verdict();
  }

  private Verdict declare(Declaration what) {
    return apply(new Declare(id(99), what));
  }

  private Attachments attached() {
    return image.find("s").orElseThrow().attached();
  }

  private ConsumerId consumer(String name) {
    return attached().consumer(name).orElseThrow().id();
  }

  private Verdict register(String name) {
    return declare(new Registration("s", name, Map.of()));
  }

  private void delete() {
    assertThat(apply(new Prepare(id(3), new Delete("s")))).isEqualTo(Verdict.ACCEPTED);
    assertThat(apply(new Commit(id(3), new Deleted()))).isEqualTo(Verdict.ACCEPTED);
  }

  @BeforeTry
  @BeforeEach
  void begins() {
    image = Lineages.EMPTY;
    now = BEGIN;
    makesAStream();
  }

  private void makesAStream() {
    apply(new Prepare(id(1), new Create("s", 1, SETTINGS)));
    apply(new Commit(id(1), new Created(id(100 + offset))));
  }

  @Test
  void consumersAreKeptByName() {
    now = BEGIN.plusMillis(2_700);
    declare(new Registration("s", "b", Map.of("k", "v")));
    register("a");

    assertThat(attached().consumers())
        .containsExactly(
            new StreamConsumer(new ConsumerId("a", BEGIN.getEpochSecond() + 2), Map.of(), null),
            new StreamConsumer(
                new ConsumerId("b", BEGIN.getEpochSecond() + 2), Map.of("k", "v"), null));
  }

  @Test
  void theFirstOfANameCounts() {
    register("a");
    ConsumerId first = consumer("a");
    now = now.plusSeconds(5);

    assertThat(register("a")).isEqualTo(Verdict.CONSUMER_EXISTS);
    assertThat(consumer("a")).isEqualTo(first);
  }

  @Test
  void aConsumerEndsOnceAndItsSuccessorDoesNotEndByTheSame() {
    register("a");
    ConsumerId first = consumer("a");

    assertThat(declare(new Deregistration("s", first))).isEqualTo(Verdict.ACCEPTED);
    assertThat(declare(new Deregistration("s", first))).isEqualTo(Verdict.NO_SUCH_CONSUMER);
    assertThat(register("a")).isEqualTo(Verdict.ACCEPTED);
    assertThat(declare(new Deregistration("s", first))).isEqualTo(Verdict.NO_SUCH_CONSUMER);
    assertThat(consumer("a")).isEqualTo(new ConsumerId("a", first.createdSecond() + 1));
  }

  @Test
  void consumersNeedAStreamThatIsThere() {
    assertThat(declare(new Registration("t", "a", Map.of()))).isEqualTo(Verdict.NO_SUCH_STREAM);
    apply(new Prepare(id(2), new Create("t", 1, SETTINGS)));
    assertThat(declare(new Registration("t", "a", Map.of()))).isEqualTo(Verdict.NOT_ACTIVE);
    assertThat(declare(new StreamPolicy("t", "{}"))).isEqualTo(Verdict.NOT_ACTIVE);
  }

  @Test
  void aConsumerOfAStreamThatIsBeingDeletedMayOnlyGo() {
    register("a");
    ConsumerId id = consumer("a");
    apply(new Prepare(id(3), new Delete("s")));

    assertThat(register("b")).isEqualTo(Verdict.NOT_ACTIVE);
    assertThat(declare(new ConsumerPolicy("s", id, "{}"))).isEqualTo(Verdict.NOT_ACTIVE);
    assertThat(declare(new Deregistration("s", id))).isEqualTo(Verdict.ACCEPTED);
    assertThat(attached().consumers()).isEmpty();
  }

  @Test
  void aStreamWithConsumersIsDeletedOnlyWhenThatIsMeant() {
    register("a");

    assertThat(apply(new Prepare(id(2), new Delete("s", true)))).isEqualTo(Verdict.HAS_CONSUMERS);
    declare(new Deregistration("s", consumer("a")));
    assertThat(apply(new Prepare(id(2), new Delete("s", true)))).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void consumersAndPoliciesGoWithTheStream() {
    register("a");
    declare(new StreamPolicy("s", "{}"));
    ConsumerId former = consumer("a");
    delete();
    makesAStream();

    assertThat(attached()).isEqualTo(Attachments.NONE);
    register("a");
    assertThat(consumer("a").createdSecond()).isGreaterThan(former.createdSecond());
  }

  @Test
  void consumersOfATopicThatIsMadeAnewAreGoneToo() {
    declare(new Adoption("n", id(7), 1, true, TRAITS));
    declare(new Registration("n", "a", Map.of()));
    ConsumerId former = image.find("n").orElseThrow().attached().consumer("a").orElseThrow().id();

    declare(new Adoption("n", id(8), 1, true, TRAITS));
    assertThat(image.find("n").orElseThrow().attached()).isEqualTo(Attachments.NONE);
    declare(new Registration("n", "a", Map.of()));
    declare(new Loss("n", id(8)));
    declare(new Adoption("n", id(9), 1, true, TRAITS));
    declare(new Registration("n", "a", Map.of()));

    assertThat(image.find("n").orElseThrow().attached().consumer("a").orElseThrow().id())
        .isEqualTo(new ConsumerId("a", former.createdSecond() + 2));
  }

  @Test
  void tagsOfAConsumerAreItsOwn() {
    register("a");
    register("b");
    ConsumerId id = consumer("a");
    Map<String, String> many =
        IntStream.range(0, 50).boxed().collect(Collectors.toMap(String::valueOf, String::valueOf));

    assertThat(tag(id, Map.of("x", "1"), Set.of())).isEqualTo(Verdict.ACCEPTED);
    assertThat(tag(id, Map.of("x", "1"), Set.of("z"))).isEqualTo(Verdict.UNCHANGED);
    assertThat(tag(id, many, Set.of())).isEqualTo(Verdict.TOO_MANY_TAGS);
    assertThat(tag(id, Map.of("y", "2"), Set.of("x"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(tag(new ConsumerId("a", 1), many, Set.of())).isEqualTo(Verdict.NO_SUCH_CONSUMER);
    assertThat(attached().consumers().stream().map(StreamConsumer::tags))
        .containsExactly(Map.of("y", "2"), Map.of());
    assertThat(image.find("s").orElseThrow().settings().tags()).isEmpty();
  }

  private Verdict tag(ConsumerId id, Map<String, String> put, Set<String> removed) {
    return declare(new ConsumerTags(id, new Tags("s", put, removed)));
  }

  @Test
  void theLastPolicyHolds() {
    register("a");
    ConsumerId id = consumer("a");

    assertThat(declare(new StreamPolicy("s", "{}"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(declare(new StreamPolicy("s", "{}"))).isEqualTo(Verdict.UNCHANGED);
    assertThat(declare(new ConsumerPolicy("s", id, "{1}"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(declare(new ConsumerPolicy("s", id, "{2}"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(declare(new StreamPolicy("s", null))).isEqualTo(Verdict.ACCEPTED);
    assertThat(declare(new ConsumerPolicy("s", new ConsumerId("a", 1), null)))
        .isEqualTo(Verdict.NO_SUCH_CONSUMER);
    assertThat(attached())
        .isEqualTo(
            new Attachments(
                List.of(new StreamConsumer(id, Map.of(), "{2}")), null, TableStreams.NONE));
  }

  /** Some time, then something. */
  record Step(int millis, int what, String name) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(-1_500, 0, 0, 300, 1_000),
            Arbitraries.of(0, 0, 1, 2),
            Arbitraries.of("a", "b"))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void noConsumerIsTakenForAnEarlierOne(@ForAll("steps") List<Step> steps) {
    Set<ConsumerId> all = new HashSet<>();
    for (Step step : steps) {
      now = now.plusMillis(step.millis());
      switch (step.what()) {
        case 0 -> {
          if (register(step.name()) == Verdict.ACCEPTED) {
            assertThat(all.add(consumer(step.name()))).as("a new id").isTrue();
          }
        }
        case 1 ->
            attached()
                .consumer(step.name())
                .ifPresent(found -> declare(new Deregistration("s", found.id())));
        case 2 -> {
          delete();
          makesAStream();
        }
        default -> throw new IllegalStateException();
      }
    }
  }
}
