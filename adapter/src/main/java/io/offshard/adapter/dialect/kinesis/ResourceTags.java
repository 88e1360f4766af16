// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.kinesis.Resource.OfConsumer;
import io.offshard.adapter.dialect.kinesis.Resource.OfStream;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.Tag;
import io.offshard.mapping.lineage.ConsumerId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the operations on tags have in common, however they name the stream or the consumer that has
 * them. That one comes first, then the characters, then the count.
 */
final class ResourceTags {
  private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{N}\\p{Z}\\s_.:/=+\\-%@]*");

  private final StreamLifecycle streams;
  private final StreamAttachments attachments;
  private final StreamLookup lookup;
  private final ConsumerLookup consumers;
  private final Account account;

  ResourceTags(
      StreamLifecycle streams,
      StreamAttachments attachments,
      StreamLookup lookup,
      ConsumerLookup consumers,
      Account account) {
    this.streams = streams;
    this.attachments = attachments;
    this.lookup = lookup;
    this.consumers = consumers;
    this.account = account;
  }

  void add(Resource resource, Map<String, String> tags) {
    var _ = current(resource);
    requireLegal("add tags to" + consumer(resource), resource.stream(), account, texts(tags));
    change(resource, tags, Set.of());
  }

  void remove(Resource resource, List<String> keys) {
    var _ = current(resource);
    requireLegal(
        "remove tags from" + consumer(resource), resource.stream(), account, keys.stream());
    change(resource, Map.of(), Set.copyOf(keys));
  }

  /** By key. */
  List<Tag> list(Resource resource) {
    return current(resource).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
        .toList();
  }

  private Map<String, String> current(Resource resource) {
    return switch (resource) {
      case OfStream(String stream) -> lookup.any(stream, null).settings().tags();
      case OfConsumer(String stream, ConsumerId id) -> consumers.find(stream, id).consumer().tags();
    };
  }

  private void change(Resource resource, Map<String, String> put, Set<String> removed) {
    switch (resource) {
      case OfStream(String stream) -> streams.tag(stream, put, removed);
      case OfConsumer(String stream, ConsumerId id) -> attachments.tag(stream, id, put, removed);
    }
  }

  /** Refuses tags of a new stream with characters that the service does not take. */
  static void requireLegal(String stream, Account account, Map<String, String> tags) {
    requireLegal("add tags to", stream, account, texts(tags));
  }

  /** The same for a new consumer. */
  static void requireLegal(
      String stream, String consumer, Account account, Map<String, String> tags) {
    requireLegal("add tags to" + consumer(consumer), stream, account, texts(tags));
  }

  private static void requireLegal(
      String change, String stream, Account account, Stream<String> given) {
    List<String> texts = given.toList();
    if (!texts.stream().allMatch(text -> LEGAL.matcher(text).matches())) {
      throw Faults.refuse(KinesisFault.illegalTags());
    }
    if (texts.stream().anyMatch(text -> text.contains("%"))) {
      throw Faults.refuse(KinesisFault.percentInTags(change, stream, account.id()));
    }
  }

  private static Stream<String> texts(Map<String, String> tags) {
    return tags.entrySet().stream().flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()));
  }

  /** What stands before the stream in a sentence about one of its consumers. */
  private static String consumer(Resource resource) {
    return switch (resource) {
      case OfStream stream -> "";
      case OfConsumer(String stream, ConsumerId id) -> consumer(id.name());
    };
  }

  private static String consumer(String name) {
    return " consumer " + name + " under";
  }
}
