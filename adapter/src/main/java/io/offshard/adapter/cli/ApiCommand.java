// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.client.CallFailure;
import io.offshard.adapter.client.KinesisClient;
import io.offshard.adapter.client.KinesisStreams;
import io.offshard.adapter.service.Pause;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that calls a running server about one stream. */
abstract class ApiCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Parameters(index = "0", paramLabel = "STREAM", description = "Name of the stream.")
  private String stream = "";

  @Mixin private final ApiEndpoint endpoint = new ApiEndpoint();
  @Mixin private final Format format = new Format();

  ApiCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  String stream() {
    return stream;
  }

  Format out() {
    return format;
  }

  @Override
  public final Integer call() throws InterruptedException {
    try {
      KinesisClient client = endpoint.connect(environment);
      return call(client, new KinesisStreams(client, Pause.SLEEP));
    } catch (CallFailure e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Does it.
   *
   * @return the exit code
   * @throws CallFailure whose message is shown
   */
  abstract int call(KinesisClient client, KinesisStreams streams) throws InterruptedException;
}
