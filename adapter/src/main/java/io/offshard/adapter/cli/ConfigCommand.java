// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.ConfigPrinter;
import io.offshard.adapter.config.ConfigReference;
import io.offshard.adapter.config.Profile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code offshard config}: looks at a configuration without starting anything. */
@Command(
    name = "config",
    description = "Checks, prints or documents the configuration.",
    footer = {
      "",
      "Example: offshard config validate --config offshard.yaml",
      "Next: offshard config reference, the page of all keys"
    },
    mixinStandardHelpOptions = true)
final class ConfigCommand {
  private final Map<String, String> environment;

  @Mixin private final Output out = new Output();

  ConfigCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What is looked at. */
  static final class Source {
    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "The YAML file; without it, the environment alone.")
    private @Nullable Path file;

    @Option(
        names = "--profile",
        paramLabel = "dev|serve",
        defaultValue = "serve",
        description = "The command whose defaults and requirements hold (${DEFAULT-VALUE}).")
    private Profile profile = Profile.SERVE;

    Config load(Map<String, String> environment) {
      return ConfigLoader.load(profile, ConfigFile.read(file), environment);
    }
  }

  @Command(
      name = "print",
      description = "Prints the effective configuration; secrets are redacted.",
      footer = {
        "",
        "Example: offshard config print --config offshard.yaml",
        "See also: offshard config reference, which explains each key"
      },
      mixinStandardHelpOptions = true)
  void print(@Mixin Source source) {
    out.print(ConfigPrinter.print(source.load(environment)));
  }

  @Command(
      name = "validate",
      description = {
        "Exits with 0 when each key is known and its value allowed, else lists every problem.",
        "The files that it names are read, and Kafka is asked, when the server starts."
      },
      footer = {
        "",
        "Example: offshard config validate --config offshard.yaml",
        "Next: offshard serve --config offshard.yaml"
      },
      mixinStandardHelpOptions = true)
  void validate(@Mixin Source source) {
    source.load(environment);
  }

  @Command(
      name = "reference",
      description = "Prints the page that documents every key, in Markdown.",
      footer = {
        "",
        "Example: offshard config reference | less",
        "Next: offshard config validate --config offshard.yaml"
      },
      mixinStandardHelpOptions = true)
  void reference() {
    out.print(ConfigReference.markdown());
  }
}
