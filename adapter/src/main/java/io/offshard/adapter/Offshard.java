// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.access.Authorization;
import io.offshard.adapter.access.KnownActions;
import io.offshard.adapter.access.Policies;
import io.offshard.adapter.access.TopicAuthorization;
import io.offshard.adapter.auth.Payers;
import io.offshard.adapter.config.Auth;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.RegistryAccess;
import io.offshard.adapter.dialect.Dispatcher;
import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.V3ioApi;
import io.offshard.adapter.file.UnusableFile;
import io.offshard.adapter.http.ApiServer;
import io.offshard.adapter.http.CannotListen;
import io.offshard.adapter.http.HttpSettings;
import io.offshard.adapter.http.InvalidKeys;
import io.offshard.adapter.http.ManagementServer;
import io.offshard.adapter.http.Readiness;
import io.offshard.adapter.http.TlsSettings;
import io.offshard.adapter.observe.AccessLog;
import io.offshard.adapter.observe.AuditLog;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Observation;
import io.offshard.adapter.schemas.RegistryPlace;
import io.offshard.adapter.schemas.SchemaRegistry;
import io.offshard.adapter.service.subscriptions.Subscriptions;
import io.offshard.mapping.token.Keyring;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The running server, and the one place where its parts are put together. Start order: Kafka's
 * side, then the ports; stop order: the other way round, so that calls under way find what they
 * need.
 */
public final class Offshard implements AutoCloseable {
  private final Meters meters = new Meters();
  private final KafkaSide kafka;
  private final Subscriptions subscriptions;
  private final Optional<SchemaRegistry> schemas;
  private final ApiServer api;
  private final ManagementServer management;

  private final Duration drain;
  private volatile boolean stopping;

  private Offshard(Config config, Clock clock) {
    this.drain = config.api().drain();
    Supplier<Keyring> keys = TokenKeys.of(config.tokens(), System::nanoTime);
    PerCaller.require(config);
    Callers callers = Callers.of(config.auth(), config.yandex(), clock);
    this.kafka =
        KafkaSide.connect(
            config, callers.kafkaLogins()); // last of what can fail over the configuration
    this.subscriptions = kafka.subscriptions(clock);
    this.schemas = registry(config.schemaRegistry());
    Gate reads = new Gate(config.read().atOnce(), config.read().timeout());
    Apis apis =
        new Apis(config, keys, callers, kafka, subscriptions, schemas, meters, reads, clock);
    List<OperationTable> tables = apis.tables();
    Optional<V3ioApi> v3io = apis.v3io();
    Dispatcher door =
        new Dispatcher(
            tables,
            callers.aws(),
            withKafkas(rights(config, Apis.actions(tables, v3io)), config),
            v3io,
            meters,
            log(config.accessLog()));
    this.api = apiServer(config, door, callers.payers(), kafka);
    Readiness readiness = readiness();
    this.management =
        new ManagementServer(
            config.management().host(),
            config.management().port(),
            readiness,
            meters::scrape,
            BuildVersion.text());
    new Gauges(meters, config).show(api, kafka, subscriptions, schemas, readiness);
  }

  private Authorization rights(Config config, KnownActions actions) {
    try {
      return config.auth().mode() == Auth.Mode.NONE || config.auth().access() == Auth.Access.ALL
          ? Authorization.everything()
          : new Policies(
              config.auth().policiesFile().orElseThrow(),
              actions,
              config.aws().accountId(),
              System::nanoTime);
    } catch (UnusableFile e) {
      kafka.close();
      throw new StartFailure("auth.policies-file: " + e.getMessage(), e);
    }
  }

  /** Where callers come to Kafka as themselves, what it lets them do counts too. */
  private Authorization withKafkas(Authorization rights, Config config) {
    return kafka
        .callers()
        .<Authorization>map(
            own ->
                new TopicAuthorization(
                    rights, own, new CallTopics(kafka.catalog(), Apis.containers(config.v3io()))))
        .orElse(rights);
  }

  private static Consumer<Observation> log(boolean all) {
    return seen -> {
      AuditLog.write(seen);
      if (all) {
        AccessLog.write(seen);
      }
    };
  }

  private static Optional<SchemaRegistry> registry(RegistryAccess wanted) {
    return wanted
        .url()
        .map(url -> new RegistryPlace(url, wanted.login()))
        .map(place -> new SchemaRegistry(place, System::nanoTime));
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
          "%s: choose another %s or stop what listens there"
              .formatted(e.getMessage(), key(config, e.port())),
          e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Which key a port is from. */
  private static String key(Config config, int port) {
    if (port == config.management().port()) {
      return "management.port";
    }
    return config.api().cleartext() && port == config.api().port() ? "api.port" : "api.tls.port";
  }

  private static ApiServer apiServer(
      Config config, Dispatcher door, Payers payers, KafkaSide kafka) {
    try {
      HttpSettings settings =
          settings(config.api()).withUnreadTimeout(config.subscriptions().unread());
      return new ApiServer(settings, door, payers::payer);
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
            .map(
                certificate ->
                    new TlsSettings(
                        tls.port(), certificate, tls.key().orElseThrow(), tls.clientCa())),
        usual.systemThreads(),
        new HttpSettings.Bounds(
            api.maxConnections(), Math.toIntExact(api.maxBodyBytes()), api.inFlightBodyBytes()),
        usual.patience());
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
    schemas.ifPresent(SchemaRegistry::close);
    meters.close();
  }
}
