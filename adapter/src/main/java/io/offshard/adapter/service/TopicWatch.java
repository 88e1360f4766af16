// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.service.Judgement.Exposed;
import io.offshard.adapter.service.TopicAdoption.Candidate;
import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at Kafka's topics from time to time: those that are to be streams are adopted, and what
 * their owners do with them is written to the lineage. All replicas do so, and the log decides who
 * was first; what the image at hand already says is not written again. Which topics are not to be
 * seen now is known to this replica only.
 */
public final class TopicWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

  private final LineageStore store;
  private final TopicList list;
  private final Exposure exposure;
  private final Pause pause;
  private final ExecutorService background;
  private final Absences absences;
  private final TopicAdoption adoption;
  private final Remarks refused = new Remarks("Topic {} is no stream: {}");
  private volatile Set<UUID> unseen = Set.of();
  private @Nullable String problem;

  /**
   * A watch; {@link #start} takes the first look.
   *
   * @param store from which nothing is hidden
   * @param work carries out growth that was accepted
   * @param pause waits between two looks; a test's does not
   * @param background runs the watch, each task on a thread of its own; closed with this
   * @param nanos the clock of {@link System#nanoTime}
   * @param ids gives a new random id for each event
   */
  public TopicWatch(
      LineageStore store,
      TopicList list,
      Topics topics,
      PendingWork work,
      Exposure exposure,
      Pause pause,
      ExecutorService background,
      LongSupplier nanos,
      Supplier<UUID> ids) {
    this.store = store;
    this.list = list;
    this.exposure = exposure;
    this.pause = pause;
    this.background = background;
    this.absences = new Absences(store, list, nanos, ids);
    TopicGrowth growth = new TopicGrowth(store, work, pause, background, ids);
    this.adoption = new TopicAdoption(store, list, topics, growth, ids);
  }

  /** Takes the first look before it returns, and goes on looking. */
  public void start(Duration every) {
    attempt();
    background.execute(pause.before(this::attempt, every));
  }

  /** Topics of streams that this replica must not show: they were missing at the last look. */
  public Set<UUID> unseen() {
    return unseen;
  }

  /** How many exposed topics may lose records that they have acknowledged. */
  public int weak() {
    return adoption.weak();
  }

  /** How many topics were asked for and cannot be streams. */
  public int refused() {
    return refused.all().size();
  }

  /** Trouble is logged when it begins and when it ends. */
  private void attempt() {
    try {
      look();
      if (problem != null) {
        log.info("Kafka's topics can be looked at again");
      }
      problem = null;
    } catch (StreamFaultException e) {
      if (problem == null && !Thread.currentThread().isInterrupted()) {
        log.warn("Kafka's topics cannot be looked at: {}; trying again", e.getMessage());
      }
      problem = e.getMessage();
    } catch (RuntimeException e) {
      if (problem == null) {
        log.error("Looking at Kafka's topics failed; trying again", e);
      }
      problem = e.toString();
    }
  }

  /**
   * One look.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable}; nothing is concluded then
   */
  void look() {
    Lineages image = store.confirmed(); // before the list: what is adopted meanwhile is not missing
    if (exposure.isEmpty() && image.all().stream().noneMatch(Lineage::isNative)) {
      unseen = Set.of();
      return;
    }
    Map<String, Listed> topics =
        list.list().stream().collect(toMap(Listed::name, topic -> topic, (one, other) -> other));
    Set<UUID> missing = absences.in(topics, image);
    if (!missing.equals(unseen)) {
      unseen = missing;
    }
    Map<String, String> refusals = new HashMap<>();
    List<Candidate> exposed = new ArrayList<>();
    exposure
        .judge(topics.values(), image)
        .forEach(
            (name, judgement) -> {
              Listed topic = topics.get(name);
              if (topic != null && judgement instanceof Exposed why) {
                exposed.add(new Candidate(topic, why));
              } else if (judgement instanceof Judgement.Refused why) {
                refusals.put(name, why.reason());
              }
            });
    refused.are(refusals);
    adoption.look(exposed);
    absences.giveUp();
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
