// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import io.offshard.it.server.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Does what the pages show, page by page, and sees what they say that one sees. */
@TestInstance(Lifecycle.PER_CLASS)
final class SnippetsIT {
  private final Path directory = Project.emptyBuildDirectory("docs");
  private final List<Page> pages = Page.all().stream().filter(Page::hasRuns).toList();
  private DocumentedServer server;
  private Toolbox tools;

  @BeforeAll
  void start() throws IOException {
    tools = new Toolbox(directory.resolve("bin"));
    server = new DocumentedServer(Files.createDirectories(directory.resolve("server")), pages);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  Stream<Page> pages() {
    String only = System.getProperty("docs.page", "");
    return pages.stream().filter(page -> page.name().contains(only));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void whatThePageShowsRuns(Page page) throws IOException {
    Path place = Files.createDirectories(directory.resolve(page.name().replace('/', '-')));
    tools.installScriptsIn(place);

    new PageScript(page, place, server).run(tools.environment(server));
  }
}
