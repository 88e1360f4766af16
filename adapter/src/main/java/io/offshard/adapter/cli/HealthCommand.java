// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.file.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code offshard health}: whether the server on this machine is ready, as an exit code, for
 * container engines that have no shell or curl to ask with.
 */
@Command(
    name = "health",
    description =
        "Asks the management port of the Offshard on this machine whether it is ready, and exits"
            + " with 0 if it is.",
    footer = {
      "",
      "Example: offshard health && echo up",
      "See also: curl http://127.0.0.1:4569/readyz, which tells more."
    },
    mixinStandardHelpOptions = true)
final class HealthCommand implements Runnable {
  private static final int TIMEOUT = (int) Duration.ofSeconds(4).toMillis();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      defaultValue = "${env:OFFSHARD_MANAGEMENT_PORT:-4569}",
      description = "The management port ($OFFSHARD_MANAGEMENT_PORT, or 4569).")
  private int port;

  @Mixin private final Output out = new Output();

  @Override
  public void run() {
    URI readiness = URI.create("http://127.0.0.1:" + port + "/readyz");
    try {
      // Not java.net.http, which takes longer to load than all the rest of this command.
      HttpURLConnection connection = (HttpURLConnection) readiness.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT);
      connection.setReadTimeout(TIMEOUT);
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new Failure("not ready: " + reasons(connection.getErrorStream()));
      }
      out.line("ready");
    } catch (IOException e) {
      throw new Failure(readiness + " does not answer: " + Reasons.of(e), e);
    }
  }

  private static String reasons(InputStream body) throws IOException {
    return new String(body.readAllBytes(), UTF_8).strip();
  }
}
