// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.StartFailure;
import io.offshard.adapter.config.InvalidConfig;
import io.offshard.adapter.embedded.BrokerFailure;
import io.offshard.adapter.file.UnusableFile;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The entry point of the program {@code offshard}. */
@Command(
    name = "offshard",
    description = "Lets unmodified Kinesis clients read and write Apache Kafka.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Runs one command and exits the JVM with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Main())
        .addSubcommand(new DevCommand(environment))
        .addSubcommand(new ServeCommand(environment))
        .addSubcommand(new ConfigCommand(environment))
        .addSubcommand(new StreamsCommand(environment))
        .addSubcommand(new TablesCommand(environment))
        .addSubcommand(new ConsumeCommand())
        .addSubcommand(new KeysCommand(Clock.systemUTC()))
        .addSubcommand(new HealthCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, arguments) -> wrongUsage(e))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              LOG.debug("{} failed", command.getCommandName(), e);
              lines(e).forEach(line -> say(command.getErr(), line));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  private static int wrongUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    say(command.getErr(), e.getMessage() + ": see " + name + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static List<String> lines(Exception e) {
    return switch (e) {
      case InvalidConfig invalid -> invalid.problems();
      case UnusableFile unusable -> List.of(String.valueOf(unusable.getMessage()));
      case Failure failure -> List.of(String.valueOf(failure.getMessage()));
      case StartFailure failure -> List.of(String.valueOf(failure.getMessage()));
      case BrokerFailure failure -> List.of(String.valueOf(failure.getMessage()));
      default -> List.of("unexpected " + e + " (more with OFFSHARD_LOG_LEVEL=debug)");
    };
  }

  private static void say(PrintWriter err, String line) {
    err.println("offshard: " + line.replaceAll("\\R", " "));
  }
}
