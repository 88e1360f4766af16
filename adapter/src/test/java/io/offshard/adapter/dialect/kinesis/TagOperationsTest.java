// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.kinesis.AddTagsToStream;
import io.offshard.mapping.kinesis.ListTagsForResource;
import io.offshard.mapping.kinesis.ListTagsForStream;
import io.offshard.mapping.kinesis.RemoveTagsFromStream;
import io.offshard.mapping.kinesis.Tag;
import io.offshard.mapping.kinesis.TagResource;
import io.offshard.mapping.kinesis.UntagResource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The operations on tags, which are done when they answer. */
class TagOperationsTest extends SettingsWorld {
  private final StreamTags tags = new StreamTags(streams, lookup, account);

  private void addTags(String stream, Map<String, String> added) {
    tell(
        new AddTagsToStreamOperation(tags, lookup)::handle,
        new AddTagsToStream.Request(stream, added, null, null));
  }

  private void removeTags(String stream, String... keys) {
    tell(
        new RemoveTagsFromStreamOperation(tags, lookup)::handle,
        new RemoveTagsFromStream.Request(stream, List.of(keys), null, null));
  }

  private ListTagsForStream.Response listTags(
      String stream, @Nullable String after, @Nullable Integer limit) {
    return ask(
        new ListTagsForStreamOperation(tags, lookup)::handle,
        new ListTagsForStream.Request(stream, after, limit, null, null));
  }

  @Test
  void tagsAreListedByKeyAtOnceInPages() {
    addTags(S, Map.of("b", "2", "c", "3", "a", "1", "é ü", ""));
    addTags(S, Map.of("b", "4"));
    removeTags(S, "c", "unknown");

    assertThat(listTags(S, null, null))
        .isEqualTo(
            new ListTagsForStream.Response(
                List.of(new Tag("a", "1"), new Tag("b", "4"), new Tag("é ü", "")), false));
    assertThat(listTags(S, null, 2))
        .isEqualTo(
            new ListTagsForStream.Response(List.of(new Tag("a", "1"), new Tag("b", "4")), true));
    assertThat(listTags(S, "b", 1))
        .isEqualTo(new ListTagsForStream.Response(List.of(new Tag("é ü", "")), false));
    assertThat(listTags(S, "é ü", 1).tags()).isEmpty();
  }

  @Test
  void tagsOfAResourceAreThoseOfItsStream() {
    tell(
        new TagResourceOperation(tags, lookup)::handle,
        new TagResource.Request(Map.of("a", "1", "b", "2"), ARN, null));
    tell(
        new UntagResourceOperation(tags, lookup)::handle,
        new UntagResource.Request(List.of("a"), ARN, null));

    assertThat(listTags(S, null, null).tags()).containsExactly(new Tag("b", "2"));
    assertThat(
            ask(
                    new ListTagsForResourceOperation(tags, lookup)::handle,
                    new ListTagsForResource.Request(ARN, null))
                .tags())
        .containsExactly(new Tag("b", "2"));
  }

  @Test
  void aConsumerIsNeverFound() {
    String consumer = ARN + "/consumer/c:1";

    assertNotFound(
        () ->
            tell(
                new TagResourceOperation(tags, lookup)::handle,
                new TagResource.Request(Map.of("a", "%"), consumer, null)));
    assertNotFound(
        () ->
            ask(
                new ListTagsForResourceOperation(tags, lookup)::handle,
                new ListTagsForResource.Request(consumer, null)));
  }

  @Test
  void tagsAreCheckedInTheServicesOrder() {
    Map<String, String> many =
        IntStream.range(0, 51).boxed().collect(toMap(i -> "k" + i, String::valueOf));
    Map<String, String> percent = Map.of("50 %", "");

    assertNotFound(() -> addTags(NONE, Map.of("<", "")));
    assertRefused(
        () -> addTags(S, Map.of("a", "<%")), "InvalidArgumentException", "invalid characters");
    assertRefused(
        () -> addTags(S, percent), "InvalidArgumentException", "Failed to add tags to stream");
    assertRefused(() -> addTags(S, many), "InvalidArgumentException", "more than 50 tags");
    assertNotFound(() -> removeTags(NONE, "<"));
    assertRefused(() -> removeTags(S, "<%"), "InvalidArgumentException", "invalid characters");
    assertRefused(
        () -> removeTags(S, "%"), "InvalidArgumentException", "Failed to remove tags from stream");
    assertNotFound(() -> listTags(NONE, null, null));
    assertThat(listTags(S, null, null).tags()).isEmpty();
  }
}
