// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the test classes that are its arguments; the exit code is 0 if each one was successful. */
final class TestRun {
  private TestRun() {}

  public static void main(String[] classes) {
    List<ClassSelector> selected = Stream.of(classes).map(name -> selectClass(name)).toList();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selected).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.err, true, UTF_8));
    System.out.println(summary.getTestsSucceededCount() + " tests successful");
    System.exit(summary.getTestsSucceededCount() == classes.length ? 0 : 1);
  }
}
