// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What is measured: a running server and its broker.
 *
 * @param directory for the files of servers that a row starts by itself
 * @param lineage the topic that replicas of the deployment share
 * @param server number of the server's process, if it is known
 * @param broker number of the broker's process, if it is known
 */
record Rig(
    Path directory,
    URI endpoint,
    String bootstrapServers,
    String lineage,
    OptionalLong server,
    OptionalLong broker,
    Options options) {

  /** The same with the processor time of another server. */
  Rig withServer(OptionalLong pid) {
    return new Rig(directory, endpoint, bootstrapServers, lineage, pid, broker, options);
  }

  /** Processor time that the server has used so far; 0 when it cannot be known. */
  Duration serverCpu() {
    return cpu(server);
  }

  /** Processor time that the broker has used so far; 0 when it cannot be known. */
  Duration brokerCpu() {
    return cpu(broker);
  }

  /** On Linux this is /proc/PID/stat: all threads, user and system, in steps of 10 ms. */
  private static Duration cpu(OptionalLong pid) {
    return pid.stream()
        .boxed()
        .flatMap(each -> ProcessHandle.of(each).stream())
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .findFirst()
        .orElse(Duration.ZERO);
  }
}
