// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import io.offshard.adapter.auth.KafkaLogin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Somebody who comes to the brokers with a name and a password of its own, by the mechanism and the
 * encryption of the settings.
 *
 * @param name what the user is called here; it is shown in the ids of its clients
 */
public record KafkaUser(String name, KafkaLogin login) {
  private static final String MECHANISM = "sasl.mechanism";
  private static final String PROTOCOL = "security.protocol";
  private static final String PLAIN = "PLAIN";

  /**
   * Why no clients of other users can be made with these settings; empty where they can.
   *
   * @param common settings of all clients
   * @param own settings of some clients, which would win
   */
  public static Optional<String> objection(
      Map<String, String> common, List<Map<String, String>> own) {
    if (!common.getOrDefault(PROTOCOL, "").startsWith("SASL_")) {
      return Optional.of("kafka.%s must be SASL_SSL or SASL_PLAINTEXT".formatted(PROTOCOL));
    }
    String mechanism = common.getOrDefault(MECHANISM, "");
    if (!mechanism.equals(PLAIN) && !mechanism.startsWith("SCRAM-")) {
      return Optional.of(
          "kafka.%s must be one with passwords: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"
              .formatted(MECHANISM));
    }
    Predicate<String> whoCalls = key -> key.equals(PROTOCOL) || key.startsWith("sasl.");
    return Stream.concat(
            own.stream().flatMap(each -> each.keySet().stream()).filter(whoCalls),
            common.keySet().stream().filter(KafkaUser::findsOthers))
        .findFirst()
        .map(key -> "%s must not be set, or not for some clients only".formatted(key));
  }

  /** What would have a say in who comes, whatever the user is. */
  private static boolean findsOthers(String key) {
    return key.equals("sasl.login.class")
        || (key.startsWith("sasl.") && key.endsWith("callback.handler.class"));
  }

  /** What is different in the settings of the user's clients. */
  Map<String, Object> settings(Map<String, Object> all) {
    String module =
        PLAIN.equals(all.get(MECHANISM))
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    return Map.of(
        "sasl.jaas.config",
        "%s required username=\"%s\" password=\"%s\";"
            .formatted(module, quoted(login.username()), quoted(login.password())),
        "client.id",
        all.get("client.id") + "-" + name);
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
