// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.stream.Glob;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which Kafka topics are to be streams: those that the operator has named, by name or by pattern,
 * except internal ones and those whose names cannot be. Immutable.
 */
public final class Exposure {
  private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

  /** Those that are names come first: who lists a name means it. */
  private final List<Glob> patterns;

  private final String lineageTopic;

  /**
   * An exposure.
   *
   * @param patterns of topic names: {@code *} stands for any text, {@code ?} for one character
   * @param lineageTopic which is never a stream
   */
  public Exposure(List<String> patterns, String lineageTopic) {
    List<Glob> all = patterns.stream().map(Glob::new).toList();
    this.patterns =
        Stream.concat(
                all.stream().filter(Glob::isLiteral),
                all.stream().filter(pattern -> !pattern.isLiteral()))
            .toList();
    this.lineageTopic = lineageTopic;
  }

  /** Whether nothing is exposed. */
  boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Whether a topic of that name was asked for and may be a stream. */
  boolean covers(String name) {
    return !isInternal(name) && STREAM_NAME.matcher(name).matches() && match(name).isPresent();
  }

  /** What is to become of each topic, by its name, given the streams that there are. */
  public Map<String, Judgement> judge(Collection<Listed> topics, Lineages image) {
    Map<String, String> canonicalNames =
        image.all().stream()
            .collect(toMap(stream -> canonical(stream.name()), Lineage::name, (one, other) -> one));
    Map<String, Judgement> judged = new HashMap<>();
    for (Listed topic : topics) {
      judged.put(topic.name(), judge(topic, image, canonicalNames));
    }
    return judged;
  }

  private Judgement judge(Listed topic, Lineages image, Map<String, String> canonicalNames) {
    String name = topic.name();
    if (topic.internal() || isInternal(name)) {
      return new Judgement.Internal();
    }
    Optional<Lineage> known = image.find(name);
    if (known.isPresent() && !known.get().isNative()) {
      return new Judgement.Made();
    }
    Optional<Glob> match = match(name);
    if (match.isEmpty()) {
      return new Judgement.Unmatched();
    }
    if (!STREAM_NAME.matcher(name).matches()) {
      return new Judgement.NoStreamName();
    }
    String taken = canonicalNames.get(canonical(name));
    if (taken != null && known.isEmpty()) {
      return new Judgement.Clash(taken);
    }
    // The names that were deleted may be many, and that of a stream is never one of them.
    if (known.isEmpty() && !match.get().isLiteral() && image.wasDeleted(name)) {
      return new Judgement.Deleted();
    }
    return new Judgement.Exposed(match.get().pattern(), match.get().isLiteral());
  }

  private boolean isInternal(String name) {
    return name.startsWith("__") || name.equals(lineageTopic);
  }

  private Optional<Glob> match(String name) {
    return patterns.stream().filter(pattern -> pattern.matches(name)).findFirst();
  }

  private static String canonical(String name) {
    return name.replace('.', '_');
  }
}
