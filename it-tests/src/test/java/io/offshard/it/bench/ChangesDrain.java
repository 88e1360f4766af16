// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.TableRegister;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import io.offshard.it.server.StreamNames;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * GetRecords of DynamoDB Streams from the beginning to the end of every shard of a topic that
 * Debezium has written, over and over, a connection each.
 */
final class ChangesDrain implements Side {
  private static final int SHARDS = 4;
  private static final String ROW =
      """
      {"type":"struct","fields":[{"type":"int64","optional":false,"field":"id"},\
      {"type":"string","optional":true,"field":"customer"},\
      {"type":"bytes","optional":true,"name":"org.apache.kafka.connect.data.Decimal","version":1,\
      "parameters":{"scale":"2","connect.decimal.precision":"12"},"field":"total"},\
      {"type":"int64","optional":true,"name":"io.debezium.time.MicroTimestamp","version":1,"field":"placed"},\
      {"type":"boolean","optional":true,"field":"paid"}],"optional":true,\
      "name":"shop.public.orders.Value","field":"%s"}\
      """;

  private static final String VALUE =
      "{\"schema\":{\"type\":\"struct\",\"fields\":["
          + ROW.formatted("before")
          + ","
          + ROW.formatted("after")
          + """
          ,{"type":"string","optional":false,"field":"op"},\
          {"type":"int64","optional":true,"field":"ts_ms"}],"optional":false,\
          "name":"shop.public.orders.Envelope","version":2},"payload":{\
          "before":{"id":%1$d,"customer":"customer %1$d","total":"AYag","placed":1700000000000000,"paid":false},\
          "after":{"id":%1$d,"customer":"customer %1$d","total":"AYag","placed":1700000000000000,"paid":true},\
          "source":{"version":"3.2.0.Final","connector":"postgresql","name":"shop","ts_ms":1700000000000,\
          "snapshot":"false","db":"shop","schema":"public","table":"orders","txId":1,"lsn":%1$d},\
          "op":"u","ts_ms":1700000000001,"transaction":null}}\
          """;

  private final Rig rig;
  private final String topic;
  private final String arn;
  private final long each;
  private final List<Reader> readers = new ArrayList<>();

  ChangesDrain(Rig rig) throws Exception {
    this.rig = rig;
    this.topic = Streams.create(rig.endpoint(), SHARDS);
    this.each = Math.max(1, rig.options().stored() / SHARDS / SHARDS);
    fill();
    String table = StreamNames.fresh("bench-table");
    TableSpec spec =
        new TableSpec(
            table,
            new KeySchema("id", null),
            ViewType.NEW_AND_OLD_IMAGES,
            new FormSpec("debezium", Map.of()),
            Undecodable.STOP);
    String yaml =
        "kafka: {bootstrap.servers: '%s'}\nlineage: {topic: '%s'}\n"
            .formatted(rig.bootstrapServers(), rig.lineage());
    Config config = ConfigLoader.load(Profile.DEV, yaml, Map.of());
    this.arn =
        new TableArn(config.aws().region(), config.aws().accountId())
            .stream(
                table,
                TableRegister.with(config, tables -> tables.enable(topic, spec, false)).label());
    for (int shard = 0; shard < SHARDS; shard++) {
      readers.add(new Reader(shard));
    }
  }

  private void fill() {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", rig.bootstrapServers(), "batch.size", 1 << 17),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long id = 0; id < each * SHARDS; id++) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    (int) (id % SHARDS),
                    key(id).getBytes(UTF_8),
                    VALUE.formatted(id).getBytes(UTF_8)));
      }
    }
  }

  /** Follows the iterators of a shard, and begins again when it has seen all of it. */
  private final class Reader implements Step, AutoCloseable {
    private static final byte[] EVENT = "\"eventID\":".getBytes(US_ASCII);
    private static final byte[] NEXT = "\"NextShardIterator\":".getBytes(US_ASCII);
    private static final byte[] ITERATOR = "\"ShardIterator\":".getBytes(US_ASCII);

    private final Connection connection = new Connection(rig.endpoint(), Format.JSON);
    private final String shardId;
    private long seen;
    private String iterator = "";

    private Reader(int shard) {
      Reply shards = call("DescribeStream", "{\"StreamArn\":\"" + arn + "\"}");
      byte[] marker = "\"ShardId\":".getBytes(US_ASCII);
      int at = shards.from();
      for (int i = 0; i <= shard; i++) {
        at = shards.value(marker, at);
      }
      this.shardId = shards.text(at);
    }

    @Override
    public int run() {
      if (iterator.isEmpty()) {
        Reply begun =
            call(
                "GetShardIterator",
                "{\"StreamArn\":\"%s\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
                    .formatted(arn, shardId));
        iterator = begun.text(begun.value(ITERATOR, begun.from()));
      }
      Reply page = call("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
      int count = 0;
      for (int at = page.find(EVENT, page.from()); at >= 0; at = page.find(EVENT, at + 1)) {
        count++;
      }
      iterator = page.text(page.value(NEXT, page.from()));
      seen += count;
      if (seen > each) {
        throw new IllegalStateException("%d changes instead of %d".formatted(seen, each));
      }
      if (seen == each) {
        seen = 0;
        iterator = "";
      }
      return count;
    }

    private Reply call(String operation, String body) {
      byte[] bytes = body.getBytes(US_ASCII);
      String head =
          """
          POST / HTTP/1.1\r
          Host: 127.0.0.1\r
          X-Amz-Target: DynamoDBStreams_20120810.%s\r
          Content-Type: application/x-amz-json-1.0\r
          Content-Length: %d\r
          \r
          """
              .formatted(operation, bytes.length);
      return connection.call((head + body).getBytes(US_ASCII)).ok();
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  @Override
  public List<Step> steps() {
    return List.copyOf(readers);
  }

  /** Each pass over a shard has counted its changes. */
  @Override
  public void verify() {
    for (Reader reader : readers) {
      do {
        reader.run();
      } while (!reader.iterator.isEmpty());
    }
  }

  @Override
  public void close() {
    readers.forEach(Reader::close);
    Streams.delete(rig.endpoint(), topic);
  }

  private static String key(long id) {
    return """
    {"schema":{"type":"struct","fields":[{"type":"int64","optional":false,"field":"id"}],\
    "optional":false,"name":"shop.public.orders.Key"},"payload":{"id":%d}}\
    """
        .formatted(id);
  }
}
