// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.TopicList.Layout;
import io.offshard.adapter.service.TopicList.Settings;
import java.util.EnumSet;
import java.util.Set;

/** Why a record that Kafka has acknowledged may get lost all the same. */
enum Weakness {
  ONE_COPY("there is one copy of each record"),
  ONE_IN_SYNC("min.insync.replicas is 1"),
  UNCLEAN("unclean.leader.election.enable is true");

  private final String text;

  Weakness(String text) {
    this.text = text;
  }

  static Set<Weakness> of(Layout layout, Settings settings) {
    Set<Weakness> found = EnumSet.noneOf(Weakness.class);
    if (layout.copies() == 1) {
      found.add(ONE_COPY);
    } else {
      if (settings.minInsync() == 1) {
        found.add(ONE_IN_SYNC);
      }
      if (settings.unclean()) {
        found.add(UNCLEAN);
      }
    }
    return found;
  }

  /** For people. */
  String text() {
    return text;
  }
}
