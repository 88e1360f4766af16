// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import io.offshard.mapping.lineage.KeyPlacement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a user can set. Each record below is one section of the YAML file, each component one
 * key: {@code api().maxBodyBytes()} is {@code api.max-body-bytes}. A {@code long} is a size in
 * bytes, an {@code int} a count or a port. Made by {@link ConfigLoader}, which checks ranges and
 * forms; the constructors check what several values must be together, and throw {@link
 * IllegalArgumentException} with a message that starts with the key's name. Immutable.
 */
public record Config(
    Api api,
    Management management,
    Metrics metrics,
    Aws aws,
    Auth auth,
    Tokens tokens,
    Kafka kafka,
    Lineage lineage,
    Streams streams,
    Limits limits,
    Quotas quotas,
    Write write,
    Read read,
    Subscriptions subscriptions,
    ItemStore items,
    V3io v3io,
    Yandex yandex,
    @Doc("Topics that DynamoDB Streams shows as changes of tables.") @Default("[]")
        List<Table> tables,
    RegistryAccess schemaRegistry,
    @Doc("The APIs that are served; `yandex` needs `yandex.database`.")
        @Default("[kinesis, dynamodb-streams, v3io]")
        List<Dialect> dialects,
    @Doc("One log line per request, without data or secrets.") @Default("true") boolean accessLog) {

  public Config {
    tables = List.copyOf(tables);
    dialects = List.copyOf(dialects);
    if (dialects.isEmpty()) {
      throw new IllegalArgumentException("dialects: empty, nothing would be served");
    }
    Table.requireRegistry(tables, schemaRegistry);
    if (dialects.contains(Dialect.YANDEX) && yandex.database().isEmpty()) {
      throw new IllegalArgumentException(
          "yandex.database: missing: the path of the database that is served");
    }
  }

  /** The port that clients of the streaming APIs connect to. */
  public record Api(
      @Doc("Address the API listens on.")
          @Matches(pattern = "\\S+", says = "a host name or an IP address")
          @Default(value = "0.0.0.0", dev = "127.0.0.1")
          String host,
      @Doc("TCP port of the API: HTTP/1.1 and cleartext HTTP/2. 0 takes any free port.")
          @Range(min = "0", max = "65535")
          @Default("4567")
          int port,
      @Doc(
              "Whether the port above is opened; without it clients need `https`, and `api.tls`"
                  + " must be set.")
          @Default("true")
          boolean cleartext,
      Tls tls,
      @Doc(
              "Clients that are connected at once, over both ports; further ones are disconnected"
                  + " as soon as they have connected.")
          @Range(min = "1", max = "1000000")
          @Default("4096")
          int maxConnections,
      @Doc("Largest request body; a larger one is answered with status 413.")
          @Range(min = "64KiB", max = "64MiB")
          @Default("14MiB")
          long maxBodyBytes,
      @Doc(
              "Request bodies and answers held in memory at once, over all connections; beyond it"
                  + " requests are answered with the API's throttle error. The calls of one caller"
                  + " hold no more of it than they leave free.")
          @Range(min = "1MiB", max = "64GiB")
          @Default("256MiB")
          long inFlightBodyBytes,
      @Doc("How long a stopping server waits for the calls it has accepted.")
          @Range(min = "0s", max = "10m")
          @Default("10s")
          Duration drain) {

    public Api {
      if (!cleartext && tls.certificate().isEmpty()) {
        throw new IllegalArgumentException(
            "cleartext: must not be false without tls.certificate: nothing would be served");
      }
      if (inFlightBodyBytes < maxBodyBytes) {
        throw new IllegalArgumentException(
            "in-flight-body-bytes: must not be below max-body-bytes (" + maxBodyBytes + " bytes)");
      }
    }
  }

  /** The encrypted port of the API: there is one if there is a certificate. */
  public record Tls(
      @Doc("TCP port of the API over TLS: HTTP/1.1 and HTTP/2. 0 takes any free port.")
          @Range(min = "0", max = "65535")
          @Default("4568")
          int port,
      @Doc(
              "PEM file of the server's certificate and those that lead to its root; read again"
                  + " when it changes. `dev` makes its own.")
          Optional<Path> certificate,
      @Doc("PEM file of its private key, in PKCS #8 and not encrypted.") Optional<Path> key,
      @Doc(
              "PEM file of authorities; with it every client of this port must show a certificate"
                  + " that one of them has signed. Read again when it changes.")
          Optional<Path> clientCa) {

    public Tls {
      if (certificate.isPresent() != key.isPresent()) {
        throw new IllegalArgumentException("key: must be set if and only if certificate is");
      }
    }
  }

  /** The port for probes and metrics. */
  public record Management(
      @Doc("Address the management port listens on.")
          @Matches(pattern = "\\S+", says = "a host name or an IP address")
          @Default(value = "0.0.0.0", dev = "127.0.0.1")
          String host,
      @Doc("TCP port of `/livez`, `/readyz`, `/metrics`, `/info`. 0 takes any free port.")
          @Range(min = "0", max = "65535")
          @Default("4569")
          int port) {}

  /** How many time series {@code /metrics} has. */
  public record Metrics(
      @Doc(
              "Streams with metrics of their own, about ten time series each; what goes through"
                  + " others is shown together as `(other)`.")
          @Range(min = "0", max = "100000")
          @Default("1000")
          int streams,
      @Doc(
              "Shards of these streams with metrics of their own, about nine time series each;"
                  + " those beyond it are shown in their streams only.")
          @Range(min = "0", max = "100000")
          @Default("1000")
          int shards) {}

  /** What the ARNs of this deployment say. */
  public record Aws(
      @Doc("Account in the ARNs of this deployment; ARNs of others are not found.")
          @Matches(pattern = "[0-9]{12}", says = "12 digits")
          @Default("000000000000")
          String accountId,
      @Doc("Region in the ARNs of this deployment; ARNs of others are not found.")
          @Matches(pattern = "[a-z0-9-]{1,64}", says = "a region name such as us-east-1")
          @Default("us-east-1")
          String region) {}

  /** Settings handed on to the Kafka clients as they are. */
  public record Kafka(
      @Doc(
              "Settings of every Kafka client, under Kafka's own names: `bootstrap.servers`"
                  + " (required), `security.protocol`, `sasl.jaas.config`, ...")
          @Rest
          @Default(value = "{}", dev = "{bootstrap.servers: '127.0.0.1:9092'}")
          Map<String, String> client,
      @Doc("Settings of the producer only.") @Default("{}") Map<String, String> producer,
      @Doc("Settings of the admin client only.") @Default("{}") Map<String, String> admin,
      @Doc("Settings of the consumers only.") @Default("{}") Map<String, String> consumer) {
    private static final String TRANSACTIONS = "transactional.id";

    public Kafka {
      client = Map.copyOf(client);
      producer = Map.copyOf(producer);
      admin = Map.copyOf(admin);
      consumer = Map.copyOf(consumer);
      if (client.getOrDefault("bootstrap.servers", "").isBlank()) {
        throw new IllegalArgumentException(
            "bootstrap.servers: missing: must be host:port of the Kafka brokers"
                + " (or set OFFSHARD_KAFKA_BOOTSTRAP_SERVERS)");
      }
      if (client.containsKey(TRANSACTIONS) || producer.containsKey(TRANSACTIONS)) {
        throw new IllegalArgumentException(
            "producer." + TRANSACTIONS + ": not possible: no record is written in a transaction");
      }
    }

    /** Where the brokers are, as Kafka clients take it. */
    public String bootstrapServers() {
      return client.getOrDefault("bootstrap.servers", "");
    }
  }

  /** The topic that holds what streams exist and how they were resharded. */
  public record Lineage(
      @Doc("Name of the lineage topic. Replicas with the same one form a deployment.")
          @Matches(
              pattern = "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}",
              says = "a Kafka topic name: 1 to 249 letters, digits, ., _ or -")
          @Default("__offshard_lineage")
          String topic,
      @Doc("Replicas of the lineage topic when it is created; unset = min(3, brokers).")
          @Range(min = "1", max = "32767")
          Optional<Integer> replicationFactor) {}

  /** How streams are created and read, and which topics of others are streams. */
  public record Streams(
      @Doc(
              "Topics of others that are streams, by name; `*` stands for any text, `?` for one"
                  + " character. Quote what begins with one: `['*-events', orders]`. Internal"
                  + " topics never are. `dev` and `streams ls` take `--expose` in its place.")
          @Matches(
              pattern = "[A-Za-z0-9._*?-]{1,249}",
              says = "a topic name: 1 to 249 letters, digits, ., _ or -, and * or ?")
          @Default("[]")
          List<String> expose,
      @KeyName("native") NativeStreams ofOthers,
      OnDemand onDemand,
      @Doc("Replicas of a new stream's topic; unset = min(3, brokers).")
          @Range(min = "1", max = "32767")
          Optional<Integer> replicationFactor,
      @Doc("`min.insync.replicas` of a new stream's topic; unset = 2 from 3 replicas on, else 1.")
          @Range(min = "1", max = "32767")
          Optional<Integer> minInsyncReplicas,
      @Doc("Bytes that one GetRecords answer aims at. One record always fits.")
          @Range(min = "64KiB", max = "10MiB")
          @Default("1MiB")
          long pageBytes) {

    public Streams {
      expose = List.copyOf(expose);
      int replicas = replicationFactor.orElse(Integer.MAX_VALUE);
      if (minInsyncReplicas.orElse(1) > replicas) {
        throw new IllegalArgumentException(
            "min-insync-replicas: must not be above replication-factor (" + replicas + ")");
      }
    }
  }

  /** What is done with topics of others that are streams. */
  public record NativeStreams(
      @Doc(
              "Whether DeleteStream, and the calls that change retention, record size, encryption"
                  + " and mode, may be made on streams whose topics are others', and act on these"
                  + " topics; else they are refused with AccessDeniedException.")
          @Default("false")
          boolean alter,
      @Doc(
              "How the topics' own producers choose the partition of a key, so that records of one"
                  + " key are in one partition whoever writes them: `murmur2` as Kafka's Java"
                  + " producer, `crc32` as librdkafka's `consistent`, `md5` as Kinesis, by the"
                  + " ranges of the shards. The same on every replica.")
          @Default("murmur2")
          KeyPlacement partitioner,
      @Doc(
              "How often Kafka is asked for its topics: new ones, other settings, more partitions,"
                  + " and those that are gone.")
          @Range(min = "100ms", max = "5m")
          @Default("5s")
          Duration poll) {}

  /** The quotas of the account and of each stream. */
  public record Limits(
      @Doc("Open shards of all provisioned streams.")
          @Range(min = "1", max = "1000000")
          @Default("1000")
          int shards,
      @Doc("Streams in on-demand mode.") @Range(min = "0", max = "1000000") @Default("50")
          int onDemandStreams,
      @Doc("How often the shards of a stream may be counted anew in 24 hours (UpdateShardCount).")
          @Range(min = "0", max = "100")
          @Default("10")
          int shardCountUpdates,
      // All consumers with their tags and policies have to fit into one record of the lineage log.
      @Doc("Registered consumers of a stream.") @Range(min = "0", max = "50") @Default("20")
          int consumers,
      @Doc("How often the capacity mode of a stream may be changed in 24 hours.")
          @Range(min = "0", max = "100")
          @Default("2")
          int modeChangesPerDay) {}

  /** Bounds of the write path. */
  public record Write(
      @Doc(
              "Record bytes handed to Kafka and not yet acknowledged, and 512 more for each record;"
                  + " beyond it writes are throttled.")
          @Range(min = "16MiB", max = "64GiB")
          @Default("64MiB")
          long inFlightBytes,
      @Doc(
              "How long a record may take to be acknowledged by Kafka before the call fails;"
                  + " below the 10 s after which the AWS SDKs' Kinesis clients stop waiting.")
          @Range(min = "1s", max = "2m")
          @Default("8s")
          Duration deliveryTimeout,
      @Doc(
              "Whether a write that Kafka has acknowledged asks the lineage log once more if its"
                  + " shard is being closed, instead of trusting a lease: the clocks of replicas"
                  + " may then run at any speed. Costs each call a write to the lineage topic,"
                  + " which calls share.")
          @Default("false")
          boolean strict) {}

  /** Bounds of the read path. */
  public record Read(
      @Doc("Reads waiting for Kafka at once; beyond it they are throttled.")
          @Range(min = "1", max = "100000")
          @Default("1000")
          int inFlight,
      @Doc(
              "GetRecords calls at once, from the fetch to the encoded answer, each of which may"
                  + " hold several times its page in memory; more wait for up to `read.timeout`.")
          @Range(min = "1", max = "10000")
          @Default("8")
          int atOnce,
      @Doc(
              "How long a read may wait for Kafka before the call fails; a broker that does not"
                  + " answer for half that time counts as gone.")
          @Range(min = "100ms", max = "1m")
          @Default("5s")
          Duration timeout,
      @Doc(
              "Memory for the newest records of the shards that are pushed to subscribers, kept"
                  + " once for all of them; who lags further behind is served by ordinary reads.")
          @Range(min = "16MiB", max = "64GiB")
          @Default("64MiB")
          long tailBytes) {}

  /** An API that can be served. */
  public enum Dialect {
    KINESIS,
    DYNAMODB_STREAMS,
    V3IO,
    YANDEX
  }
}
