// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import io.offshard.it.kcl.Event.Seen;
import java.util.ArrayList;
import java.util.List;

/**
 * One reading of a shard by one worker: from its beginning to the next event that ends it. It is
 * filled while the events are gone through.
 *
 * @param position after which it begins
 * @param keptBefore what earlier sessions on the shard had reported as kept when it began
 */
record Session(
    String worker, String shard, String position, List<String> keptBefore, List<Seen> seen) {

  static Session of(Event.Began began, List<String> keptBefore) {
    return new Session(
        began.worker(), began.shard(), began.position(), keptBefore, new ArrayList<>());
  }

  /** The numbers of the records, in the order in which they came. */
  List<String> numbers() {
    return seen.stream().map(Seen::number).toList();
  }
}
