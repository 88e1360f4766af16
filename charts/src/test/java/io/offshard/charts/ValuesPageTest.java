// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values of the chart are the same in its file, its schema and its page. */
class ValuesPageTest {
  private static final Path PAGE = Chart.CHARTS.resolveSibling("docs").resolve("kubernetes.md");
  private static final String BEGIN = "<!-- values: made of charts/offshard/values.yaml -->\n\n";
  private static final String END = "\n<!-- end of values -->\n";
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\n(config:\n.*?)```", Pattern.DOTALL);
  private static final String WRITE =
      "mvn -B -ntp -Dquick -pl mapping,adapter,charts test -Dtest=ValuesPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write";

  private final Path directory = Chart.offshard().directory();

  @Test
  void thePageListsEveryValue() throws IOException {
    String table = ValuesFile.read(directory.resolve("values.yaml")).markdown();
    String page = Files.readString(PAGE);
    String wanted =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(PAGE).as("run: " + WRITE).content().isEqualTo(wanted);
  }

  @Test
  void theExamplesOfThePageWork(@TempDir Path scratch) throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(example(Files.readString(Chart.values("minimal"))));

    List<String> examples = EXAMPLE.matcher(page).results().map(result -> result.group(1)).toList();
    assertThat(examples).hasSize(3);
    for (String values : examples) {
      Path file = Files.writeString(scratch.resolve("values.yaml"), values);
      Manifest manifest = Chart.offshard().render(Chart.values("minimal"), file);
      ServerPod.of(manifest).config(scratch);
    }
  }

  /** Without the comment that is the first line. */
  private static String example(String values) {
    return "```yaml\n" + values.substring(values.indexOf('\n') + 1) + "```\n";
  }

  @Test
  void theSchemaKnowsExactlyTheValuesThatThereAre() throws IOException {
    JsonNode schema = new JsonMapper().readTree(directory.resolve("values.schema.json").toFile());
    Map<Object, Object> values = new HashMap<>(Chart.offshard().yaml("values.yaml"));
    // A chart that depends on this one hands it down, whether it likes to or not.
    values.put("global", Map.of());
    hasExactly(values, schema);
  }

  private static void hasExactly(Map<?, ?> values, JsonNode schema) {
    JsonNode properties = schema.path("properties");
    assertThat(properties.fieldNames())
        .toIterable()
        .map(Object.class::cast)
        .containsExactlyInAnyOrderElementsOf(values.keySet());
    values.forEach(
        (key, value) -> {
          JsonNode below = properties.path(String.valueOf(key));
          if (below.path("additionalProperties").isBoolean()) {
            hasExactly((Map<?, ?>) value, below);
          }
        });
  }
}
