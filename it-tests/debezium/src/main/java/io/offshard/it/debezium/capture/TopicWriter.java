// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.debezium.capture;

import io.apicurio.registry.utils.converter.AvroConverter;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.transforms.ExtractNewRecordState;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Writes each record four times: through Kafka Connect's own converter with schemas to its topic,
 * without them to {@code plain.<topic>}, and without its envelope, as Debezium's transformation
 * leaves it, to {@code flat.<topic>}; and through an Avro converter, with its schemas in a registry
 * and their numbers as Confluent's converter writes them, to {@code avro.<topic>}.
 */
final class TopicWriter implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Converter avroKeys;
  private final Converter avroValues;
  private final JsonConverter keys = converter(true, true);
  private final JsonConverter values = converter(false, true);
  private final JsonConverter plainKeys = converter(true, false);
  private final JsonConverter plainValues = converter(false, false);
  private final ExtractNewRecordState<SourceRecord> flattening = new ExtractNewRecordState<>();

  TopicWriter(String bootstrapServers, String registry) {
    avroKeys = avro(true, registry);
    avroValues = avro(false, registry);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    flattening.configure(
        Map.of("delete.tombstone.handling.mode", "rewrite", "add.fields", "op,source.ts_ms"));
  }

  private static JsonConverter converter(boolean ofKeys, boolean schemas) {
    JsonConverter converter = new JsonConverter();
    converter.configure(Map.of("schemas.enable", schemas), ofKeys);
    return converter;
  }

  private static Converter avro(boolean ofKeys, String registry) {
    Converter converter = new AvroConverter<>();
    converter.configure(
        Map.of(
            "apicurio.registry.url", registry + "/apis/registry/v2",
            "apicurio.registry.auto-register", "true",
            "apicurio.registry.as-confluent", "true",
            "apicurio.registry.use-id", "contentId"),
        ofKeys);
    return converter;
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> events,
      RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    for (RecordChangeEvent<SourceRecord> event : events) {
      SourceRecord record = event.record();
      write("", keys, values, record);
      write("avro.", avroKeys, avroValues, record);
      write("plain.", plainKeys, plainValues, record);
      write("flat.", plainKeys, plainValues, flattening.apply(record));
      committer.markProcessed(event);
    }
    producer.flush();
    committer.markBatchFinished();
  }

  private void write(
      String prefix, Converter keys, Converter values, @Nullable SourceRecord record) {
    if (record == null) {
      return;
    }
    ProducerRecord<byte[], byte[]> written =
        new ProducerRecord<>(
            prefix + record.topic(),
            keys.fromConnectData(record.topic(), record.keySchema(), record.key()),
            values.fromConnectData(record.topic(), record.valueSchema(), record.value()));
    for (Header header : record.headers()) {
      written
          .headers()
          .add(
              header.key(),
              this.values.fromConnectHeader(
                  record.topic(), header.key(), header.schema(), header.value()));
    }
    var _ = producer.send(written);
  }
}
