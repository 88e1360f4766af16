// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.Tag;
import io.offshard.mapping.lineage.Lineage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the operations on tags have in common, however they name the stream. A stream comes first,
 * then the characters, then the count.
 */
final class StreamTags {
  private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{N}\\p{Z}\\s_.:/=+\\-%@]*");

  private final StreamLifecycle streams;
  private final StreamLookup lookup;
  private final Account account;

  StreamTags(StreamLifecycle streams, StreamLookup lookup, Account account) {
    this.streams = streams;
    this.lookup = lookup;
    this.account = account;
  }

  void add(String stream, Map<String, String> tags) {
    Lineage found = lookup.any(stream, null);
    requireLegal(found.name(), account, tags);
    streams.tag(stream, tags, Set.of());
  }

  void remove(String stream, List<String> keys) {
    Lineage found = lookup.any(stream, null);
    requireLegal("remove tags from", found.name(), account, keys.stream());
    streams.tag(stream, Map.of(), Set.copyOf(keys));
  }

  /** By key. */
  List<Tag> list(String stream) {
    return lookup.any(stream, null).settings().tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
        .toList();
  }

  /** Refuses tags with characters that the service does not take. */
  static void requireLegal(String stream, Account account, Map<String, String> tags) {
    requireLegal(
        "add tags to",
        stream,
        account,
        tags.entrySet().stream().flatMap(tag -> Stream.of(tag.getKey(), tag.getValue())));
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
}
