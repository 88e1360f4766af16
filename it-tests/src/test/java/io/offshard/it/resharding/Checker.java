// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.offshard.it.natives.KeyedWriter.Acknowledged;
import io.offshard.it.natives.LineageFollower.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the promises that a stream's answers made. */
record Checker(List<Acknowledged> acknowledged, List<Read> read) {

  /**
   * Each acknowledged record that is not there exactly once, in the shard and with the number that
   * its answer named, or not behind those of its key that were acknowledged before; and each record
   * that was read twice.
   */
  List<String> violations() {
    List<String> all = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < read.size(); i++) {
      Integer before = places.put(read.get(i).text(), i);
      if (before != null) {
        all.add(
            "%s was read twice: in %s and in %s"
                .formatted(read.get(i).text(), read.get(before).shard(), read.get(i).shard()));
      }
    }
    for (Acknowledged ack : acknowledged) {
      Integer place = places.get(ack.text());
      if (place == null) {
        all.add(ack + " was not read");
      } else if (!read.get(place).shard().equals(ack.shard())
          || !read.get(place).record().sequenceNumber().equals(ack.sequenceNumber())) {
        all.add(ack + " was read in " + read.get(place));
      }
    }
    all.addAll(outOfOrder(places));
    return all;
  }

  private List<String> outOfOrder(Map<String, Integer> places) {
    List<String> all = new ArrayList<>();
    Map<String, List<String>> byKey =
        acknowledged.stream()
            .collect(groupingBy(Acknowledged::key, mapping(Acknowledged::text, toList())));
    byKey.forEach(
        (key, texts) -> {
          int last = -1;
          for (String text : texts) {
            int place = places.getOrDefault(text, Integer.MAX_VALUE);
            if (place < last) {
              all.add(text + " was read before one that was acknowledged before it");
            }
            last = Math.max(last, place == Integer.MAX_VALUE ? last : place);
          }
        });
    return all;
  }
}
