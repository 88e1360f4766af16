// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warnings about topics, each logged once as long as nothing changes. Changed by one thread. */
final class Remarks {
  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

  private final String what;
  private volatile Map<String, String> said = Map.of();

  /** None at first; {@code what} goes between the topic's name and what is the matter. */
  Remarks(String what) {
    this.what = what;
  }

  /** What is the matter now, by topic; what has changed is logged. */
  void are(Map<String, String> now) {
    now.forEach(
        (topic, text) -> {
          if (!text.equals(said.get(topic))) {
            log.warn("Topic {} {}: {}", topic, what, text);
          }
        });
    said = Map.copyOf(now);
  }

  /** What the matter is, by topic. */
  Map<String, String> all() {
    return said;
  }
}
