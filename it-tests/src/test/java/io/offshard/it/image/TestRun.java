// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.offshard.it.server.Jvm;
import io.offshard.it.server.Project;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the test classes that are its arguments; the exit code is 0 if each one was successful.
 *
 * <p>It is a JVM of its own for tests that start containers with ports. These need a bridge and
 * rules of a firewall, so engine and tests run in a network of their own, where the host's stays as
 * it is.
 */
final class TestRun {

  /** In the new network: the engine's service, then what stands in the arguments; and both end. */
  private static final String WITH_SERVICE =
      """
      ip link set lo up
      podman system service --time=0 "unix://$SOCKET" &
      service=$!
      trap 'kill $service' EXIT
      for i in $(seq 100); do [ -S "$SOCKET" ] && break; sleep 0.1; done
      export DOCKER_HOST="unix://$SOCKET"
      "$@"
      """;

  private TestRun() {}

  /** The test class in a JVM with those options, which must succeed; what it printed. */
  static String beside(Podman podman, Class<?> test, String... options) {
    Path directory = podman.directory();
    List<String> words =
        new ArrayList<>(
            List.of(
                "env",
                "SOCKET=" + directory.resolve("podman.sock"),
                "TESTCONTAINERS_RYUK_DISABLED=true",
                "TESTCONTAINERS_CHECKS_DISABLE=true",
                "TESTCONTAINERS_HOST_OVERRIDE=localhost",
                "unshare",
                "--net",
                "bash",
                "-euc",
                WITH_SERVICE,
                "bash",
                Jvm.java(),
                "-Doffshard.root=" + Project.root(),
                "-Dit.directory=" + directory.resolve("tests")));
    words.addAll(List.of(options));
    words.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), TestRun.class.getName(), test.getName()));
    return podman.execute(words.toArray(String[]::new));
  }

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
