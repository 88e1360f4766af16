// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.OffshardProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The one {@code ./offshard dev} that the examples of all pages talk to. It has all options that
 * any page starts it with, and ports and a data directory of its own.
 */
final class DocumentedServer implements AutoCloseable {
  private static final String DATA = "~/.local/share/offshard/dev";
  private static final String LAUNCHER = "./offshard ";
  private static final String DEV = LAUNCHER + "dev";

  private final OffshardProcess process;
  private final Path directory;

  /** What is on the pages, and what it is here; numbers are whole words. */
  private final Map<String, String> ports = new LinkedHashMap<>();

  DocumentedServer(Path directory, List<Page> pages) throws IOException {
    this.directory = directory;
    process = OffshardProcess.dev(directory, options(directory, pages).toArray(String[]::new));
    ports.put("4567", Integer.toString(process.endpoint().getPort()));
    ports.put("4568", process.program().option("--tls-port"));
    ports.put("4569", Integer.toString(process.management().getPort()));
    ports.put("9092", process.kafka().substring(process.kafka().indexOf(':') + 1));
  }

  /** Those of all pages; what they save as files of settings becomes one file. */
  private static List<String> options(Path directory, List<Page> pages) throws IOException {
    List<String> options = new ArrayList<>();
    StringBuilder settings = new StringBuilder();
    for (Page page : pages) {
      for (Block block : page.blocks()) {
        if (block.marker() instanceof Marker.Server) {
          String command = block.text().strip();
          assertThat(command).as(page.name()).startsWith(DEV);
          List<String> words =
              List.of(command.substring(DEV.length()).replace("'", "").strip().split(" +"));
          if (words.getFirst().equals("--config")) {
            settings.append(saved(page, words.getLast()));
          } else {
            words.stream().filter(word -> !word.isEmpty()).forEach(options::add);
          }
        }
      }
    }
    Path file = Files.writeString(directory.resolve("offshard.yaml"), settings);
    return Stream.concat(options.stream(), Stream.of("--config", file.toString())).toList();
  }

  private static String saved(Page page, String name) {
    return page.blocks().stream()
        .filter(block -> new Marker.Saved(name).equals(block.marker()))
        .map(Block::text)
        .findFirst()
        .orElseThrow(() -> new AssertionError(page + " saves no " + name));
  }

  /** What a page says, with the addresses of this server. */
  String asRunning(String text) {
    String result =
        text.replace(LAUNCHER, process.program().launcher() + " ")
            .replace(DATA, directory.resolve("data").toString());
    for (Map.Entry<String, String> port : ports.entrySet()) {
      result = result.replaceAll("\\b" + port.getKey() + "\\b", port.getValue());
    }
    return result;
  }

  /** What was printed, with the addresses of the page. */
  String asDocumented(String text) {
    String result = text.replace(directory.resolve("data").toString(), DATA);
    for (Map.Entry<String, String> port : ports.entrySet()) {
      result = result.replaceAll("\\b" + port.getValue() + "\\b", port.getKey());
    }
    return result;
  }

  /** Where Kafka's own clients connect. */
  String kafka() {
    return process.kafka();
  }

  @Override
  public void close() {
    process.close();
  }
}
