// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.subscriptions;

import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.adapter.service.StreamFault;

/** What a subscription tells next. */
public sealed interface Told {
  /**
   * Records, or that there are none: where to go on from, or the children of a shard that has been
   * read to its end. After these comes nothing but the end.
   *
   * @param of the shard as it is now
   */
  record Records(Located of, Page page) implements Told {}

  /** Nothing for the moment. */
  record Nothing() implements Told {}

  /** It has ended in order. */
  record Over() implements Told {}

  /** It has failed, for a reason that its client is told. */
  record Failed(StreamFault fault) implements Told {}
}
