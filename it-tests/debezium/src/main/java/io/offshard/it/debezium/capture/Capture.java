// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.debezium.capture;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Runs Debezium's connectors and writes what they tell into Kafka, as Kafka Connect would. It runs
 * until it is killed, and ends as soon as one of them does.
 *
 * <p>Arguments: Kafka's address, that of a schema registry, and a file of properties for each
 * connector.
 */
public final class Capture {
  private Capture() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    List<DebeziumEngine<RecordChangeEvent<SourceRecord>>> engines = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      engines.add(
          engine(
              settings(Path.of(arguments[i])), new TopicWriter(arguments[0], arguments[1]), ended));
    }
    for (DebeziumEngine<RecordChangeEvent<SourceRecord>> engine : engines) {
      Thread.ofPlatform().start(engine);
    }
    ended.await();
    System.exit(1);
  }

  private static Properties settings(Path file) throws Exception {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    return settings;
  }

  private static DebeziumEngine<RecordChangeEvent<SourceRecord>> engine(
      Properties settings, TopicWriter writer, CountDownLatch ended) {
    return DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
        .using(settings)
        .using(
            (success, message, error) -> {
              System.err.println("ended: " + message + ", " + error);
              ended.countDown();
            })
        .notifying(writer)
        .build();
  }
}
