// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import io.offshard.it.client.LiveStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Follows one shard from its beginning by one chain of iterators, through whatever happens to the
 * servers. A call that fails is made again, with the same iterator, at the next server.
 */
public final class Reader {
  private final int shard;
  private final List<LiveStream> servers;
  private final List<String> texts = new ArrayList<>();
  private final CompletableFuture<List<String>> read = new CompletableFuture<>();
  private volatile boolean ending;
  private String iterator;

  private Reader(int shard, List<LiveStream> servers) {
    this.shard = shard;
    this.servers = servers;
    this.iterator = servers.getFirst().iterator(shard, ShardIteratorType.TRIM_HORIZON);
  }

  /** Starts to read; all servers have the same stream. */
  public static Reader start(int shard, LiveStream... servers) {
    Reader reader = new Reader(shard, List.of(servers));
    Thread.ofVirtual().start(reader::run);
    return reader;
  }

  /** The index of its shard. */
  public int shard() {
    return shard;
  }

  /** Reads what there is by now, and answers everything that it has read from the beginning. */
  public List<String> end() {
    ending = true;
    return read.join();
  }

  private void run() {
    try {
      for (int server = 0; !atEnd(servers.get(server)); ) {
        server = (server + 1) % servers.size();
      }
      read.complete(texts);
    } catch (RuntimeException e) {
      read.completeExceptionally(e);
    }
  }

  /** One page; each comes from the next server. */
  private boolean atEnd(LiveStream server) {
    boolean last = ending;
    try {
      GetRecordsResponse page = server.page(iterator);
      page.records().forEach(record -> texts.add(record.data().asUtf8String()));
      iterator = page.nextShardIterator();
      return last && page.millisBehindLatest() == 0;
    } catch (SdkException again) {
      return false;
    }
  }
}
