// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.soak;

import io.offshard.it.client.Command;
import io.offshard.it.server.Jvm;
import io.offshard.it.server.OffshardProcess;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process holds when nobody calls it: bytes after a collection of garbage, and threads.
 *
 * @param heap bytes of objects
 * @param direct bytes of buffers outside of the heap
 */
record Held(double heap, double direct, double threads) {

  static Held by(OffshardProcess server, Path directory) {
    String jcmd = Path.of(Jvm.java()).resolveSibling("jcmd").toString();
    new Command(List.of(jcmd, Long.toString(server.pid()), "GC.run"), directory).succeed();
    return new Held(
        server.metric("jvm_memory_used_bytes{area=\"heap\""),
        server.metric("jvm_buffer_memory_used_bytes{id=\"direct\""),
        server.metric("jvm_threads_live_threads"));
  }

  @Override
  public String toString() {
    return "%.1f MiB of objects, %.1f MiB of direct buffers, %.0f threads"
        .formatted(heap / (1 << 20), direct / (1 << 20), threads);
  }
}
