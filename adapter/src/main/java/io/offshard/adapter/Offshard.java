// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.V3io;
import io.offshard.adapter.dialect.Dispatcher;
import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.V3ioApi;
import io.offshard.adapter.dialect.dynamodb.DynamoCore;
import io.offshard.adapter.dialect.dynamodb.DynamoTable;
import io.offshard.adapter.dialect.kinesis.Account;
import io.offshard.adapter.dialect.kinesis.KinesisCore;
import io.offshard.adapter.dialect.kinesis.KinesisTable;
import io.offshard.adapter.dialect.v3io.V3ioCore;
import io.offshard.adapter.dialect.v3io.V3ioTable;
import io.offshard.adapter.http.ApiServer;
import io.offshard.adapter.http.CannotListen;
import io.offshard.adapter.http.HttpSettings;
import io.offshard.adapter.http.InvalidKeys;
import io.offshard.adapter.http.ManagementServer;
import io.offshard.adapter.http.Readiness;
import io.offshard.adapter.http.TlsSettings;
import io.offshard.adapter.observe.AccessLog;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.subscriptions.Subscriptions;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.ShortSeal;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import io.offshard.mapping.v3io.Container;
import io.offshard.mapping.v3io.Containers;
import io.offshard.mapping.v3io.LocationCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The running server, and the one place where its parts are put together. Start order: Kafka's
 * side, then the ports; stop order: the other way round, so that calls under way find what they
 * need.
 */
public final class Offshard implements AutoCloseable {
  private final Meters meters = new Meters();
  private final KafkaSide kafka;
  private final Subscriptions subscriptions;
  private final ApiServer api;
  private final ManagementServer management;

  /** For so long GetRecords looks for changes of a table among records that are none. */
  private static final Duration LOOKING = Duration.ofSeconds(1);

  /** In base64 it is below the 10 MiB that an answer of v3io has at most. */
  private static final long V3IO_PAGE = 7L << 20;

  /** For so long CreateStream and UpdateStream of v3io wait; a delayed reshard takes a lease. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final Duration drain;
  private volatile boolean stopping;

  private Offshard(Config config, Clock clock) {
    this.drain = config.api().drain();
    Keyring keys = TokenKeys.read(config.tokens().keys());
    Callers callers = Callers.of(config.auth(), clock);
    this.kafka = KafkaSide.connect(config); // last of what can fail over the configuration
    this.subscriptions = kafka.subscriptions(clock);
    Dispatcher door =
        new Dispatcher(
            tables(config, keys, clock),
            callers.aws(),
            v3io(config, keys, callers.v3io(), clock),
            meters,
            config.accessLog() ? AccessLog::write : seen -> {});
    this.api = apiServer(config, door, kafka);
    this.management =
        new ManagementServer(
            config.management().host(),
            config.management().port(),
            readiness(),
            meters::scrape,
            BuildVersion.text());
    meters.gauge(
        "offshard.http.bytes.in.flight",
        "Memory held for the bodies of calls under way",
        api::bytesInFlight);
    meters.gauge(
        "offshard.write.bytes.in.flight",
        "Record bytes handed to Kafka and not yet acknowledged",
        kafka.writer()::bytesInFlight);
    meters.gauge(
        "offshard.read.calls.in.flight", "Reads waiting for Kafka", kafka.reader()::inFlight);
    meters.gauge(
        "offshard.read.retries",
        "Reads asked again since the start: a leader had changed or did not answer",
        kafka.reader()::retries);
    meters.gauge(
        "offshard.read.silent.brokers",
        "Brokers that reads have lately waited for in vain",
        kafka.reader()::silentBrokers);
    showTails();
    meters.gauge(
        "offshard.lineage.malformed",
        "Records of the lineage log that are no events and were stepped over",
        kafka.store()::malformed);
    meters.gauge(
        "offshard.replicas",
        "Replicas of the deployment whose heartbeats are fresh, this one included",
        kafka.store()::replicas);
    meters.gauge(
        "offshard.lineage.events.since.snapshot",
        "Events of the lineage log that a starting replica reads on top of a snapshot",
        kafka.store()::eventsSinceSnapshot);
    showNative();
    showCommits();
    showItems();
  }

  private void showTails() {
    meters.gauge(
        "offshard.subscriptions", "Subscriptions that records are pushed to", subscriptions::count);
    meters.gauge(
        "offshard.tail.partitions",
        "Partitions whose newest records are followed for subscribers",
        kafka.tails()::partitions);
    meters.gauge(
        "offshard.tail.bytes",
        "Memory held for the newest records of followed partitions",
        kafka.tails()::bytes);
    meters.gauge(
        "offshard.tail.fetches",
        "Requests sent since the start to follow partitions",
        kafka.tails()::requests);
  }

  private void showItems() {
    meters.gauge(
        "offshard.items",
        "Items that this replica has read: consumer groups'",
        kafka.items()::count);
    meters.gauge("offshard.items.bytes", "Memory that the items take", kafka.items()::bytes);
    meters.gauge(
        "offshard.items.conflicts",
        "Writes of items since the start that were made anew, as others came first",
        kafka.items()::conflicts);
    meters.gauge(
        "offshard.items.malformed",
        "Records of the item log that are none and were stepped over",
        kafka.items()::malformed);
  }

  private void showCommits() {
    meters.gauge(
        "offshard.commits.not.shown",
        "Commits of v3io's consumer groups since the start that Kafka's groups do not show",
        kafka.commits()::failed);
  }

  private void showNative() {
    meters.gauge(
        "offshard.native.streams",
        "Topics of others that are shown as streams",
        kafka::nativeStreams);
    meters.gauge(
        "offshard.native.weak.topics",
        "Topics of others, exposed as streams, whose settings may lose acknowledged records",
        kafka.watch()::weak);
    meters.gauge(
        "offshard.native.refused.topics",
        "Topics of others that were asked for and cannot be streams, for their names",
        kafka.watch()::refused);
  }

  /**
   * Connects to Kafka, reads the lineage log, and serves.
   *
   * @param clock tells the age of iterators and records
   * @throws StartFailure with one line for the user
   */
  public static Offshard start(Config config, Clock clock) {
    Offshard server = new Offshard(config, clock);
    try {
      server.kafka.start();
      server.api.start();
      server.management.start();
      return server;
    } catch (CannotListen e) {
      server.close();
      throw new StartFailure(
          e.getMessage() + ": choose another port or stop what listens there", e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private List<OperationTable> tables(Config config, Keyring keys, Clock clock) {
    return config.dialects().stream()
        .flatMap(
            dialect ->
                switch (dialect) {
                  case KINESIS ->
                      Stream.of(
                          KinesisTable.create(
                              kinesis(config, new TokenCodec(keys, TokenDialect.KINESIS), clock)));
                  case DYNAMODB_STREAMS ->
                      DynamoTable.create(
                          dynamo(
                              config, new TokenCodec(keys, TokenDialect.DYNAMODB_STREAMS), clock))
                          .stream();
                  case V3IO -> Stream.empty();
                })
        .toList();
  }

  private KinesisCore kinesis(Config config, TokenCodec tokens, Clock clock) {
    return new KinesisCore(
        new Account(config.aws().accountId(), config.aws().region()),
        kafka.catalog(),
        kafka.lifecycle(),
        kafka.resharder(clock),
        kafka.attachments(),
        kafka.capacity(clock),
        kafka.recordReader(clock),
        new Gate(config.read().atOnce(), config.read().timeout()),
        subscriptions,
        kafka.recordWriter(),
        tokens,
        meters,
        clock,
        Math.toIntExact(config.streams().pageBytes()),
        config.limits().shards(),
        config.limits().onDemandStreams());
  }

  private DynamoCore dynamo(Config config, TokenCodec tokens, Clock clock) {
    return new DynamoCore(
        new TableArn(config.aws().region(), config.aws().accountId()),
        kafka.catalog(),
        kafka.recordReader(clock),
        new Gate(config.read().atOnce(), config.read().timeout()),
        tokens,
        meters,
        clock,
        Math.toIntExact(config.streams().pageBytes()),
        LOOKING,
        System::nanoTime);
  }

  private Optional<V3ioApi> v3io(Config config, Keyring keys, Authentication callers, Clock clock) {
    if (!config.dialects().contains(Config.Dialect.V3IO)) {
      return Optional.empty();
    }
    Containers containers = containers(config.v3io());
    V3ioCore core =
        new V3ioCore(
            containers,
            kafka.catalog(),
            kafka.lifecycle(),
            kafka.resharder(clock),
            new EndlessShards(kafka.recordReader(clock), clock),
            new Gate(config.read().atOnce(), config.read().timeout()),
            kafka.recordWriter(),
            new LocationCodec(new ShortSeal(keys)),
            kafka.contents(),
            kafka.items(),
            config.v3io().mirrorCommits() ? Optional.of(kafka.commits()) : Optional.empty(),
            meters,
            Math.toIntExact(Math.min(config.streams().pageBytes(), V3IO_PAGE)),
            SETTLING);
    return Optional.of(
        new V3ioApi(V3ioTable.create(core), callers, containers, config.v3io().corsOrigin()));
  }

  private static Containers containers(V3io v3io) {
    try {
      return new Containers(
          v3io.containers().stream()
              .map(
                  each ->
                      new Container(
                          each.name(),
                          each.prefix().orElse(each.name() + "."),
                          each.id().map(OptionalInt::of).orElse(OptionalInt.empty())))
              .toList());
    } catch (IllegalArgumentException e) {
      throw new StartFailure("v3io.containers: " + e.getMessage(), e);
    }
  }

  private static ApiServer apiServer(Config config, Dispatcher door, KafkaSide kafka) {
    try {
      HttpSettings settings =
          settings(config.api()).withUnreadTimeout(config.subscriptions().unread());
      return new ApiServer(settings, door);
    } catch (InvalidKeys e) {
      kafka.close();
      throw new StartFailure("api.tls: " + e.getMessage(), e);
    }
  }

  private static HttpSettings settings(Config.Api api) {
    HttpSettings usual = HttpSettings.api(api.host(), api.port());
    Config.Tls tls = api.tls();
    return new HttpSettings(
        usual.host(),
        api.cleartext() ? OptionalInt.of(api.port()) : OptionalInt.empty(),
        tls.certificate()
            .map(certificate -> new TlsSettings(tls.port(), certificate, tls.key().orElseThrow())),
        Math.toIntExact(api.maxBodyBytes()),
        api.inFlightBodyBytes(),
        usual.bodyTimeout(),
        usual.idleTimeout(),
        usual.streamIdleTimeout(),
        usual.unreadTimeout());
  }

  private Readiness readiness() {
    return new Readiness(
        List.of(
            new Readiness.Condition("server", () -> stopping ? "it is stopping" : null),
            new Readiness.Condition("kafka", kafka.cluster()::problem),
            new Readiness.Condition("lineage", kafka.store()::problem),
            new Readiness.Condition("items", kafka.items()::problem)));
  }

  /** The port of the APIs, also where the configuration left it to the system; 0 without one. */
  public int apiPort() {
    return api.port();
  }

  /** The encrypted port of the APIs; 0 without one. */
  public int tlsPort() {
    return api.tlsPort();
  }

  /** The port for probes and metrics. */
  public int managementPort() {
    return management.port();
  }

  /** Lets calls under way end, within the drain time, and stops. */
  @Override
  public void close() {
    stopping = true;
    api.stop(drain);
    management.close();
    kafka.close();
    meters.close();
  }
}
