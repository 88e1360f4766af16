// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.auth.KafkaLogin;
import io.offshard.adapter.callers.CallerKafka;
import io.offshard.adapter.callers.CallerSupplies;
import io.offshard.adapter.config.Auth;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.KafkaCallers;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaPartitionWriter;
import io.offshard.adapter.kafka.KafkaUser;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes the Kafka of callers that come to it as themselves, where the configuration has it so. */
final class PerCaller {
  /** One caller may have that part of all bytes under way. */
  private static final int PART = 4;

  /** The largest PutRecords, with what its records take beside their bytes. */
  private static final long LARGEST_CALL = 12L << 20;

  private PerCaller() {}

  /**
   * Refuses settings with which callers cannot come to Kafka as themselves.
   *
   * @throws StartFailure with one line for the user
   */
  static void require(Config config) {
    if (config.auth().kafkaPrincipal() == Auth.KafkaPrincipal.SHARED) {
      return;
    }
    if (config.auth().mode() == Auth.Mode.NONE) {
      throw new StartFailure(
          "auth.kafka-principal: per-key needs auth.mode sigv4: without it nobody knows who calls");
    }
    Config.Kafka kafka = config.kafka();
    KafkaUser.objection(kafka.client(), List.of(kafka.producer(), kafka.admin(), kafka.consumer()))
        .ifPresent(
            why -> {
              throw new StartFailure("auth.kafka-principal: for per-key " + why);
            });
  }

  static Optional<CallerKafka> of(
      Config config,
      KafkaClients clients,
      KafkaPartitionWriter shared,
      Function<String, Optional<KafkaLogin>> logins) {
    if (config.auth().kafkaPrincipal() == Auth.KafkaPrincipal.SHARED) {
      return Optional.empty();
    }
    KafkaCallers wanted = config.auth().kafkaClients();
    return Optional.of(
        new CallerKafka(
            new CallerSupplies(
                clients,
                shared,
                Math.max(LARGEST_CALL, config.write().inFlightBytes() / PART),
                config.read().inFlight(),
                config.read().timeout(),
                wanted.recheck()),
            logins,
            wanted.most(),
            wanted.idle(),
            System::nanoTime));
  }
}
