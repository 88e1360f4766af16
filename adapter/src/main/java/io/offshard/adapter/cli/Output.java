// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command prints what was asked for: standard output, or what a test gives instead. */
@Command // else picocli refuses a mixin without options
sealed class Output permits Format {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** Prints the text at once. */
  void print(String text) {
    if (command != null) {
      PrintWriter out = command.commandLine().getOut();
      out.print(text);
      out.flush();
    }
  }

  /** Prints the text and ends the line. */
  void line(String text) {
    print(text + System.lineSeparator());
  }

  /** Whether nobody takes what is printed any more, as behind {@code head}. */
  boolean isClosed() {
    return command != null && command.commandLine().getOut().checkError();
  }

  /** Tells the user what is going on, where it does not mix with what was asked for. */
  void note(String text) {
    if (command != null) {
      PrintWriter err = command.commandLine().getErr();
      err.println("offshard: " + text.replaceAll("\\R", " "));
      err.flush();
    }
  }
}
