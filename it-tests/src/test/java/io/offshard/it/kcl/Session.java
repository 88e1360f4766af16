// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import io.offshard.it.kcl.Event.Seen;
import java.util.ArrayList;
import java.util.List;

/**
 * One reading of a shard by one worker, from when it began to when it began again or to the end.
 *
 * @param position after which it begins
 * @param keptBefore up to which records the shard was kept before, each that was reported
 */
record Session(
    String worker, String shard, String position, List<String> keptBefore, List<Seen> seen) {

  static Session of(Event.Began began, List<String> keptBefore) {
    return new Session(
        began.worker(),
        began.shard(),
        began.position(),
        List.copyOf(keptBefore),
        new ArrayList<>());
  }

  /** Who reads what, for messages. */
  String name() {
    return worker + " on " + shard + " after " + position;
  }

  /** The numbers of the records, in the order in which they came. */
  List<String> numbers() {
    return seen.stream().map(Seen::number).toList();
  }
}
