// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warnings, each logged once as long as nothing changes. Changed by one thread. */
final class Remarks {
  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

  private final String text;
  private volatile Map<String, String> said = Map.of();

  /** None at first; the first {@code {}} in the text is the name, the second what is the matter. */
  Remarks(String text) {
    this.text = text;
  }

  /** What is the matter now, by name; what has changed is logged. */
  void are(Map<String, String> now) {
    now.forEach(
        (name, matter) -> {
          if (!matter.equals(said.get(name))) {
            log.warn(text, name, matter);
          }
        });
    said = Map.copyOf(now);
  }

  /** What the matter is, by name. */
  Map<String, String> all() {
    return said;
  }
}
