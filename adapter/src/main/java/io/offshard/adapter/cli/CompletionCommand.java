// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code offshard completion}: lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Prints a script with which a shell completes commands and options.",
    footer = {
      "",
      "Example: source <(offshard completion bash)",
      "Example: offshard completion zsh > ~/.offshard-completion && echo 'source"
          + " ~/.offshard-completion' >> ~/.zshrc",
      "The script calls nothing: print it anew after an upgrade."
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
  /** Those that it is made for. */
  enum Shell {
    BASH,
    ZSH;

    /** As users write it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell = Shell.BASH;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final Output out = new Output();

  @Override
  public void run() {
    if (spec != null) {
      String script = AutoComplete.bash("offshard", spec.root().commandLine());
      out.print(
          switch (shell) {
            case BASH -> script;
            case ZSH -> "autoload -Uz compinit && compinit\n" + script;
          });
    }
  }
}
