// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import java.net.URI;
import java.util.List;

/** One client library that creates a stream, puts records into it and reads all of them back. */
interface ClientDriver {

  /**
   * Creates {@code stream} with {@code shards} shards, waits for it, puts the samples batch by
   * batch, reads every shard to its end.
   */
  Transcript run(URI endpoint, String stream, int shards, List<Sample> samples);
}
