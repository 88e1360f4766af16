// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row compares; the control calls have no counterpart in Kafka's clients. */
record Sides(Side offshard, @Nullable Side raw) implements AutoCloseable {

  List<Side> all() {
    List<Side> all = new ArrayList<>(List.of(offshard));
    if (raw != null) {
      all.add(raw);
    }
    return all;
  }

  @Override
  public void close() {
    all().reversed().forEach(Side::close);
  }
}
