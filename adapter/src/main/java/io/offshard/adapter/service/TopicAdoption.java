// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.offshard.adapter.service.Judgement.Exposed;
import io.offshard.adapter.service.TopicList.Layout;
import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.adapter.service.TopicList.Settings;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Declaration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Observation;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.Origin.Native;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.TopicTraits;
import io.offshard.mapping.lineage.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes streams of topics, and writes to the lineage what their owners do with them. For one
 * thread.
 */
final class TopicAdoption {
  /** The settings of all are asked for at each such look only: the answer is long. */
  static final int THOROUGH = 12;

  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

  private final LineageStore store;
  private final TopicList list;
  private final Topics topics;
  private final TopicGrowth growth;
  private final Supplier<UUID> ids;
  private final Remarks waiting = new Remarks("Topic {} is no stream yet: {}");
  private final Remarks weak =
      new Remarks("Topic {} may lose records that it has acknowledged: {}");
  private int looks;

  TopicAdoption(
      LineageStore store, TopicList list, Topics topics, TopicGrowth growth, Supplier<UUID> ids) {
    this.store = store;
    this.list = list;
    this.topics = topics;
    this.growth = growth;
    this.ids = ids;
  }

  /** A topic that is to be a stream. */
  record Candidate(Listed topic, Exposed why) {
    String name() {
      return topic.name();
    }
  }

  /** How many of the topics may lose what they have acknowledged. */
  int weak() {
    return weak.all().size();
  }

  /** One look at all topics that are exposed. */
  void look(List<Candidate> exposed) {
    Lineages image = store.confirmed();
    List<Candidate> fresh = exposed.stream().filter(each -> isNew(each.topic(), image)).toList();
    boolean thorough = looks % THOROUGH == 0;
    Map<String, Layout> layouts = list.layouts(names(exposed));
    Map<String, Settings> settings = list.settings(names(thorough ? exposed : fresh));
    weak.are(weaknesses(thorough ? Map.of() : weak.all(), layouts, settings));
    Map<String, String> obstacles = new HashMap<>();
    for (Candidate each : fresh) {
      String obstacle = adopt(each, layouts.get(each.name()), settings.get(each.name()));
      if (obstacle != null) {
        obstacles.put(each.name(), obstacle);
      }
    }
    waiting.are(obstacles);
    observe(layouts, settings);
    growth.begin(grown(layouts));
    looks++;
  }

  private static Set<String> names(Collection<Candidate> candidates) {
    return candidates.stream().map(Candidate::name).collect(toSet());
  }

  /** Whether nobody has adopted the topic: neither it nor, later on, another one of the name. */
  private static boolean isNew(Listed topic, Lineages image) {
    return image
        .find(topic.name())
        .map(
            stream ->
                switch (stream.origin()) {
                  case Managed managed -> false;
                  case Native(var traits, var former) ->
                      !(stream.state() instanceof Deleting)
                          && image.find(topic.id()).isEmpty()
                          && !former.contains(topic.id());
                })
        .orElse(true);
  }

  private static Map<String, String> weaknesses(
      Map<String, String> known, Map<String, Layout> layouts, Map<String, Settings> settings) {
    Map<String, String> all = new HashMap<>(known);
    all.keySet().retainAll(layouts.keySet());
    settings.forEach(
        (topic, seen) -> {
          Layout layout = layouts.get(topic);
          if (layout != null && !Weakness.of(layout, seen).isEmpty()) {
            all.put(
                topic,
                Weakness.of(layout, seen).stream().map(Weakness::text).collect(joining(", ")));
          }
        });
    return all;
  }

  /** What is in the way of it, if anything. */
  private @Nullable String adopt(
      Candidate candidate, @Nullable Layout layout, @Nullable Settings settings) {
    Listed topic = candidate.topic();
    if (layout == null || !layout.id().equals(topic.id())) {
      return null; // it is gone, or the list was out of date
    }
    if (settings == null) {
      return "its settings cannot be read: Offshard needs to be allowed DescribeConfigs on it";
    }
    if (!layout.led() || !topics.writable(topic.name(), layout.partitions())) {
      return "not all of its partitions take records";
    }
    Adoption adoption =
        new Adoption(
            topic.name(),
            topic.id(),
            layout.partitions(),
            candidate.why().literal(),
            settings.traits());
    if (isNew(topic, store.current()) && declare(adoption)) { // unless another one was quicker
      log.info(
          "Topic {} with {} partitions is a stream now: {}",
          topic.name(),
          layout.partitions(),
          candidate.why().reason());
    }
    return null;
  }

  private void observe(Map<String, Layout> layouts, Map<String, Settings> settings) {
    layouts.forEach(
        (name, layout) -> {
          Settings seen = settings.get(name);
          if (seen != null
              && differs(layout.id(), seen.traits())
              && declare(new Observation(name, layout.id(), seen.traits()))) {
            log.info("The owner of topic {} has changed its settings: {}", name, seen.traits());
          }
        });
  }

  private boolean differs(UUID topicId, TopicTraits seen) {
    return store
        .current()
        .find(topicId)
        .filter(s -> s.origin() instanceof Native(var traits, var former) && !traits.equals(seen))
        .isPresent();
  }

  private List<Grow> grown(Map<String, Layout> layouts) {
    Lineages image = store.current();
    List<Grow> grown = new ArrayList<>();
    layouts.forEach(
        (name, layout) -> {
          Grow grow = new Grow(name, layout.id(), layout.partitions());
          if (image.find(name).filter(s -> s.verdict(grow) == Verdict.ACCEPTED).isPresent()) {
            grown.add(grow);
          }
        });
    return grown;
  }

  private boolean declare(Declaration what) {
    return store.append(new Declare(ids.get(), what)) == Verdict.ACCEPTED;
  }
}
