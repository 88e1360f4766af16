// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The list of commands in the help of {@code offshard}, by what one comes for. */
final class HelpByUse {
  private static final Map<String, List<String>> BY_USE = new LinkedHashMap<>();

  static {
    BY_USE.put("Run it", List.of("dev", "serve", "health"));
    BY_USE.put("Work with streams", List.of("streams", "consume", "tables"));
    BY_USE.put("Look inside", List.of("lineage", "token"));
    BY_USE.put("Set it up", List.of("config", "keys", "completion"));
  }

  private HelpByUse() {}

  static void install(CommandLine offshard) {
    offshard.getCommandSpec().usageMessage().commandListHeading("");
    offshard.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, HelpByUse::list);
  }

  private static String list(Help help) {
    StringBuilder text = new StringBuilder();
    BY_USE.forEach(
        (use, names) -> {
          text.append("%n%s:%n".formatted(use));
          for (String name : names) {
            Help command = help.subcommands().get(name);
            if (command != null) {
              String[] about = command.commandSpec().usageMessage().description();
              text.append("  %-11s %s%n".formatted(name, about.length == 0 ? "" : about[0]));
            }
          }
        });
    return text.toString();
  }
}
