// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** The AWS CLI against one endpoint. Each call starts a process and takes about a second. */
record AwsCli(Path program, URI endpoint, Path directory, Map<String, String> environment) {

  AwsCli(Path program, URI endpoint, Path directory) {
    this(program, endpoint, directory, Map.of());
  }

  /**
   * The parsed answer of {@code aws kinesis ...}; an empty object for the operations that answer
   * nothing.
   */
  JsonNode kinesis(String... words) {
    return call("kinesis", words);
  }

  /** The same of another service. */
  JsonNode call(String service, String... words) {
    String answer = command(service, words).succeed();
    return JsonNode.parser().parse(answer.isBlank() ? "{}" : answer);
  }

  /** What the CLI prints to its standard error when it must fail. */
  Command.Outcome failing(String... words) {
    return command("kinesis", words).run();
  }

  private Command command(String service, String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--endpoint-url",
                endpoint.toString(),
                "--output",
                "json",
                service));
    all.addAll(List.of(words));
    return new Command(all, directory, environment);
  }
}
