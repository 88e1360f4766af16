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
    footer = {
      "",
      "Example: offshard dev, and in another terminal offshard streams create orders",
      "Next: offshard COMMAND --help, which has an example for each command"
    },
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
    return commandLine(environment, Clock.systemUTC());
  }

  static CommandLine commandLine(Map<String, String> environment, Clock clock) {
    CommandLine all =
        new CommandLine(new Main())
            .addSubcommand(new DevCommand(environment))
            .addSubcommand(new ServeCommand(environment))
            .addSubcommand(StreamsCommand.withSubcommands(environment))
            .addSubcommand(new LineageCommand(environment, clock))
            .addSubcommand(new TokenCommand(environment, clock))
            .addSubcommand(new TablesCommand(environment))
            .addSubcommand(new ConsumeCommand(environment))
            .addSubcommand(new ConfigCommand(environment))
            .addSubcommand(new KeysCommand(clock))
            .addSubcommand(new HealthCommand())
            .addSubcommand(new CompletionCommand());
    HelpByUse.install(all);
    return all.registerConverter(Format.Kind.class, new Words<>(Format.Kind.class))
        .registerConverter(
            CompletionCommand.Shell.class, new Words<>(CompletionCommand.Shell.class))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // data and keys may begin with @
        .setParameterExceptionHandler((e, arguments) -> wrongUsage(e, arguments))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              LOG.debug("{} failed", command.getCommandName(), e);
              lines(e).forEach(line -> say(command.getErr(), line));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** A group of commands without one of them shows what there is. */
  private static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    if (isBareGroup(command, arguments)) {
      command.usage(command.getOut());
      return CommandLine.ExitCode.OK;
    }
    String name = command.getCommandSpec().qualifiedName();
    say(command.getErr(), e.getMessage() + ": see " + name + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static boolean isBareGroup(CommandLine command, String[] arguments) {
    String last = arguments.length == 0 ? "" : arguments[arguments.length - 1];
    return !command.getSubcommands().isEmpty()
        && (arguments.length == 0
            ? command.getParent() == null
            : command.getParent() != null && command.getCommandName().equals(last));
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
