// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link Config} from what a user gave. In falling strength: command-line options,
 * environment variables, the YAML file, defaults. Strict: an unknown or duplicate key, a value of
 * the wrong kind or out of range and a missing required key are errors, all reported together.
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Reads no file but those that {@code ..._FILE} variables name.
   *
   * @param yaml the text of the file, empty when there is none
   * @throws InvalidConfig with every problem that could be found at once
   */
  public static Config load(Profile profile, String yaml, Map<String, String> environment) {
    return load(profile, yaml, environment, Map.of());
  }

  /**
   * As above, with values that win over all others.
   *
   * @param options maps nested like the file, for instance {@code {api: {port: 0}}}
   */
  public static Config load(
      Profile profile, String yaml, Map<String, String> environment, Map<String, ?> options) {
    List<String> problems = new ArrayList<>();
    Given file = Given.ofYaml(yaml);
    if (!(file instanceof Given.Tree tree)) {
      throw new InvalidConfig(List.of("the file must be a map of sections, not " + file.shown()));
    }
    Given.Tree given = tree.overlaidWith(new Environment(environment, problems).tree());
    if (Given.ofPlain(options) instanceof Given.Tree above) {
      given = given.overlaidWith(above);
    }
    if (Section.ROOT.bind(given, profile, problems) instanceof Config config) {
      if (profile == Profile.SERVE) {
        requireOfServe(config, problems);
      }
      if (problems.isEmpty()) {
        return config;
      }
    }
    throw new InvalidConfig(problems);
  }

  /** What {@code dev} makes for itself, and where several keys have to go together. */
  private static void requireOfServe(Config config, List<String> problems) {
    Config.Tls tls = config.api().tls();
    if (tls.clientCa().isPresent() && tls.certificate().isEmpty()) {
      problems.add("api.tls.client-ca: must not be set without api.tls.certificate");
    }
    if (config.tokens().isEmpty()) {
      problems.add(
          "tokens.directory: missing: must be the directory of the keys that sign iterators, or"
              + " tokens.keys a list of them (to make one: offshard keys rotate --directory DIR)");
    }
  }
}
