// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.mapping.kinesis.ConsumerStatus;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.yandex.Consumer;
import io.offshard.mapping.yandex.YandexFault;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the operations on consumers of streams share. */
final class StreamConsumers {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

  private StreamConsumers() {}

  static String name(@Nullable String given) {
    String name = Objects.requireNonNullElse(given, "");
    if (name.isEmpty()) {
      throw YandexFaults.refuse(YandexFault.validation("consumer with empty name is forbidden"));
    }
    if (!NAME.matcher(name).matches()) {
      throw YandexFaults.refuse(
          YandexFault.validation("consumer '" + name + "' has illegal symbols or is too long"));
    }
    return name;
  }

  static Consumer shown(StreamConsumer consumer) {
    return new Consumer(consumer.name(), ConsumerStatus.ACTIVE, consumer.id().created());
  }
}
