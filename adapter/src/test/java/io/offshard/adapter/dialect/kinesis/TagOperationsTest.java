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
  private final ResourceTags tags =
      new ResourceTags(streams, attachments, lookup, consumers, account);

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
        new TagResourceOperation(tags, consumers)::handle,
        new TagResource.Request(Map.of("a", "1", "b", "2"), ARN, null));
    tell(
        new UntagResourceOperation(tags, consumers)::handle,
        new UntagResource.Request(List.of("a"), ARN, null));

    assertThat(listTags(S, null, null).tags()).containsExactly(new Tag("b", "2"));
    assertThat(
            ask(
                    new ListTagsForResourceOperation(tags, consumers)::handle,
                    new ListTagsForResource.Request(ARN, null))
                .tags())
        .containsExactly(new Tag("b", "2"));
  }

  @Test
  void aConsumerHasTagsOfItsOwn() {
    String consumer = account.consumerArn(S, attachments.register(S, "c", Map.of("z", "0")).id());
    addTags(S, Map.of("stream", "1"));

    tell(
        new TagResourceOperation(tags, consumers)::handle,
        new TagResource.Request(Map.of("a", "1", "b", "2"), consumer, null));
    tell(
        new UntagResourceOperation(tags, consumers)::handle,
        new UntagResource.Request(List.of("a"), consumer, null));

    assertThat(listTagsOf(consumer)).containsExactly(new Tag("b", "2"), new Tag("z", "0"));
    assertThat(listTags(S, null, null).tags()).containsExactly(new Tag("stream", "1"));
  }

  @Test
  void tagsOfAConsumerAreCheckedInTheServicesOrder() {
    String consumer = account.consumerArn(S, attachments.register(S, "c", Map.of()).id());

    assertNotFound(() -> tagResource(ARN + "/consumer/c:1", Map.of("<", "")));
    assertNotFound(() -> listTagsOf(ARN + "/consumer/c:99999999999999999999"));
    assertRefused(
        () -> tagResource(consumer, Map.of("<", "%")),
        "InvalidArgumentException",
        "invalid characters");
    assertRefused(
        () -> tagResource(consumer, Map.of("%", "")),
        "InvalidArgumentException",
        "Failed to add tags to consumer c under stream orders under account");
    assertRefused(
        () -> tagResource(consumer, many()), "InvalidArgumentException", "consumer cannot have");
    assertThat(listTagsOf(consumer)).isEmpty();
  }

  private void tagResource(String arn, Map<String, String> added) {
    tell(
        new TagResourceOperation(tags, consumers)::handle,
        new TagResource.Request(added, arn, null));
  }

  private @Nullable List<Tag> listTagsOf(String arn) {
    return ask(
            new ListTagsForResourceOperation(tags, consumers)::handle,
            new ListTagsForResource.Request(arn, null))
        .tags();
  }

  private static Map<String, String> many() {
    return IntStream.range(0, 51).boxed().collect(toMap(i -> "k" + i, String::valueOf));
  }

  @Test
  void tagsAreCheckedInTheServicesOrder() {
    Map<String, String> percent = Map.of("50 %", "");

    assertNotFound(() -> addTags(NONE, Map.of("<", "")));
    assertRefused(
        () -> addTags(S, Map.of("a", "<%")), "InvalidArgumentException", "invalid characters");
    assertRefused(
        () -> addTags(S, percent), "InvalidArgumentException", "Failed to add tags to stream");
    assertRefused(() -> addTags(S, many()), "InvalidArgumentException", "more than 50 tags");
    assertNotFound(() -> removeTags(NONE, "<"));
    assertRefused(() -> removeTags(S, "<%"), "InvalidArgumentException", "invalid characters");
    assertRefused(
        () -> removeTags(S, "%"), "InvalidArgumentException", "Failed to remove tags from stream");
    assertNotFound(() -> listTags(NONE, null, null));
    assertThat(listTags(S, null, null).tags()).isEmpty();
  }
}
