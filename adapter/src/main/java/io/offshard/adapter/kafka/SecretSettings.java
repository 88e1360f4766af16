// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Which Kafka settings must never be shown: what Kafka calls a password, and what looks like one.
 */
public final class SecretSettings {
  private static final Set<String> DECLARED =
      Stream.of(
              ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef())
          .flatMap(definition -> definition.configKeys().values().stream())
          .filter(key -> key.type == ConfigDef.Type.PASSWORD)
          .map(key -> key.name)
          .collect(Collectors.toUnmodifiableSet());

  /** For settings of plugins, and of listeners with a prefix, which no definition lists. */
  private static final Pattern LOOKS_SECRET =
      Pattern.compile("password|passphrase|secret|jaas|credential|private\\.key$|keystore\\.key$");

  private SecretSettings() {}

  /** Whether the value of that setting must not be shown. */
  public static boolean isSecret(String name) {
    return DECLARED.contains(name) || LOOKS_SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
  }
}
