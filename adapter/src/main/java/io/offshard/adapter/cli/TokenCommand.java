// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.TokenKeys;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import io.offshard.adapter.keys.KeyDirectory;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SealedToken;
import io.offshard.mapping.token.TokenProblem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code offshard token}: what is in iterators and NextTokens. */
@Command(
    name = "token",
    description = "Tells what is in a shard iterator or a NextToken.",
    footer = {"", "Example: offshard token inspect TOKEN", "Next: offshard token inspect --help"},
    mixinStandardHelpOptions = true)
final class TokenCommand {
  private final Map<String, String> environment;
  private final Clock clock;

  TokenCommand(Map<String, String> environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  /** One place with the keys. */
  static final class Keys {
    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "The YAML file of the server, whose token keys check the signature.")
    private @Nullable Path config;

    @Option(
        names = "--keys",
        paramLabel = "DIR",
        description =
            "The directory of its keys, such as ~/.local/share/offshard/dev/token-keys of offshard"
                + " dev.")
    private @Nullable Path directory;
  }

  @Command(
      name = "inspect",
      description = {
        "Tells what is in a shard iterator or a NextToken: kind, position, age, and who signed it.",
        "Nothing in a token is secret. Whether it is genuine can be told with the server's keys"
            + " only; the exit code is 1 when it is not."
      },
      footer = {
        "",
        "Example: offshard token inspect \"$iterator\"",
        "Example: offshard token inspect \"$iterator\" --keys /etc/offshard/token-keys",
        "See also: offshard keys list, which shows the keys of a directory."
      },
      mixinStandardHelpOptions = true)
  int inspect(
      @Mixin Format out,
      @ArgGroup Keys keys,
      @Parameters(paramLabel = "TOKEN", description = "The text, as a client was given it.")
          String text) {
    SealedToken sealed;
    try {
      sealed = SealedToken.parse(TokenReport.withoutArn(text.strip()));
      TokenReport report = new TokenReport(sealed, sealed.token(), ring(keys), clock.instant());
      out.show(report::text, report::json);
      return report.isRefused() ? 1 : 0;
    } catch (TokenProblem e) {
      throw new Failure(TokenReport.words(e.reason()), e);
    }
  }

  /** Empty where the user names none. */
  private Optional<Keyring> ring(@Nullable Keys keys) {
    if (keys == null) {
      return Optional.empty();
    }
    if (keys.directory != null) {
      return Optional.of(new KeyDirectory(keys.directory).read());
    }
    Config config =
        ConfigLoader.load(Profile.DEV, ConfigFile.read(keys.config), environment, Map.of());
    if (config.tokens().isEmpty()) {
      throw new Failure(keys.config + " names no token keys: tokens.keys or tokens.directory");
    }
    return Optional.of(TokenKeys.of(config.tokens(), System::nanoTime).get());
  }
}
