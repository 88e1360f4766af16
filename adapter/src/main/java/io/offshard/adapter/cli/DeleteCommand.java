// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.client.KinesisClient;
import io.offshard.adapter.client.KinesisStreams;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code offshard streams delete}: a stream with all that is in it. */
@Command(
    name = "delete",
    description = {
      "Deletes a stream with its topic and all its records, and waits until it is gone.",
      "A topic of others is deleted only where streams.native.alter allows it."
    },
    footer = {
      "",
      "Example: offshard streams delete orders",
      "See also: offshard streams ls, which shows what there is."
    },
    mixinStandardHelpOptions = true)
final class DeleteCommand extends ApiCommand {
  @Option(
      names = "--no-wait",
      description = "Ends when the server has taken the order, before it is carried out.")
  private boolean noWait;

  DeleteCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  int call(KinesisClient client, KinesisStreams streams) throws InterruptedException {
    streams.delete(stream());
    if (!noWait) {
      out().note(stream() + " is DELETING");
      streams.awaitGone(stream());
    }
    out().show(() -> "", () -> new Json().with("StreamName", stream()).object());
    return 0;
  }
}
