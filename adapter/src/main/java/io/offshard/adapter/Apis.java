// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.access.KnownActions;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.Quotas;
import io.offshard.adapter.config.V3io;
import io.offshard.adapter.config.Yandex;
import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.Place;
import io.offshard.adapter.dialect.V3ioApi;
import io.offshard.adapter.dialect.dynamodb.DynamoCore;
import io.offshard.adapter.dialect.dynamodb.DynamoRates;
import io.offshard.adapter.dialect.dynamodb.DynamoTable;
import io.offshard.adapter.dialect.kinesis.Account;
import io.offshard.adapter.dialect.kinesis.KinesisCore;
import io.offshard.adapter.dialect.kinesis.KinesisRates;
import io.offshard.adapter.dialect.kinesis.KinesisTable;
import io.offshard.adapter.dialect.v3io.V3ioCore;
import io.offshard.adapter.dialect.v3io.V3ioTable;
import io.offshard.adapter.dialect.yandex.YandexCore;
import io.offshard.adapter.dialect.yandex.YandexTable;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.quota.CallQuotas;
import io.offshard.adapter.schemas.SchemaRegistry;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.RecordedEnds;
import io.offshard.adapter.service.subscriptions.Subscriptions;
import io.offshard.mapping.change.WriterSchemas;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import io.offshard.mapping.v3io.Container;
import io.offshard.mapping.v3io.Containers;
import io.offshard.mapping.v3io.LocationCodec;
import io.offshard.mapping.yandex.StreamPaths;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The APIs that are served, each put together out of the core and its own part of the settings.
 *
 * @param reads bounds the pages that all of them read at once
 */
record Apis(
    Config config,
    Supplier<Keyring> keys,
    Callers callers,
    KafkaSide kafka,
    Subscriptions subscriptions,
    Optional<SchemaRegistry> schemas,
    Meters meters,
    Gate reads,
    Clock clock) {

  /** For so long GetRecords works through the records of a table, as far as it may leave off. */
  private static final Duration LOOKING = Duration.ofSeconds(1);

  /** In base64 it is below the 10 MiB that an answer of v3io has at most. */
  private static final long V3IO_PAGE = 7L << 20;

  /** For so long a change by Yandex's clients is waited for; they give up after a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For so long CreateStream and UpdateStream of v3io wait; a delayed reshard takes a lease. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  /**
   * What is meant for an API may look like a call of one that comes later: calls of DynamoDB
   * Streams say so by name, those of Yandex by where they go, and else they are of Kinesis.
   */
  private static final List<Config.Dialect> ORDER =
      List.of(Config.Dialect.DYNAMODB_STREAMS, Config.Dialect.YANDEX, Config.Dialect.KINESIS);

  /** In the order in which they are asked whether a call is theirs, however they are configured. */
  List<OperationTable> tables() {
    CallQuotas calls =
        new CallQuotas(
            config.quotas().profile() == Quotas.Rates.AWS,
            kafka.store()::replicas,
            System::nanoTime);
    return config.dialects().stream()
        .sorted(Comparator.comparingInt(ORDER::indexOf))
        .flatMap(
            dialect ->
                switch (dialect) {
                  case KINESIS ->
                      Stream.of(
                          KinesisTable.create(kinesis(TokenDialect.KINESIS))
                              .limited(KinesisRates.of(calls, account())));
                  case DYNAMODB_STREAMS ->
                      DynamoTable.create(dynamo()).stream()
                          .map(table -> table.limited(DynamoRates.of(calls)));
                  case YANDEX -> Stream.of(yandex());
                  case V3IO -> Stream.empty();
                })
        .toList();
  }

  /** What may be allowed or denied. */
  static KnownActions actions(List<OperationTable> tables, Optional<V3ioApi> v3io) {
    List<OperationTable> all =
        Stream.concat(tables.stream(), v3io.stream().map(V3ioApi::functions)).toList();
    return new KnownActions(
        actions(all, operation -> !(operation instanceof Operation.Unsupported)),
        actions(all, Operation::isAboutStreams));
  }

  private static Set<String> actions(List<OperationTable> tables, Predicate<Operation> which) {
    return tables.stream()
        .flatMap(
            table ->
                table.operations().stream()
                    .filter(which)
                    .map(operation -> table.service() + ":" + operation.name()))
        .collect(Collectors.toSet());
  }

  private Account account() {
    return new Account(config.aws().accountId(), config.aws().region());
  }

  private KinesisCore kinesis(TokenDialect dialect) {
    return new KinesisCore(
        account(),
        kafka.catalog(),
        kafka.lifecycle(),
        kafka.resharder(clock),
        kafka.attachments(),
        kafka.capacity(clock),
        kafka.recordReader(clock),
        reads,
        subscriptions,
        kafka.recordWriter(),
        new TokenCodec(keys, dialect),
        meters,
        clock,
        Math.toIntExact(config.streams().pageBytes()),
        config.limits().shards(),
        config.limits().onDemandStreams());
  }

  private OperationTable yandex() {
    Yandex wanted = config.yandex();
    String database = wanted.database().orElseThrow();
    YandexCore core =
        new YandexCore(
            kinesis(TokenDialect.YANDEX),
            new EndlessShards(kafka.recordReader(clock), clock),
            new StreamPaths(database),
            PATIENCE);
    Place place =
        new Place(
            database,
            Set.copyOf(wanted.regions()),
            Set.copyOf(wanted.hosts()),
            callers.yandex(),
            YandexTable::elsewhere);
    return YandexTable.create(core).at(place);
  }

  private DynamoCore dynamo() {
    return new DynamoCore(
        new TableArn(config.aws().region(), config.aws().accountId()),
        kafka.catalog(),
        kafka.recordReader(clock),
        reads,
        schemas.map(registry -> (WriterSchemas) registry).orElseGet(WriterSchemas::none),
        new TokenCodec(keys, TokenDialect.DYNAMODB_STREAMS),
        meters,
        clock,
        Math.toIntExact(config.streams().pageBytes()),
        LOOKING,
        System::nanoTime);
  }

  Optional<V3ioApi> v3io() {
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
            new RecordedEnds(kafka.recordReader(clock)),
            reads,
            kafka.recordWriter(),
            new LocationCodec(keys),
            kafka.contents(),
            kafka.items(),
            config.v3io().mirrorCommits() ? Optional.of(kafka.commits()) : Optional.empty(),
            meters,
            Math.toIntExact(Math.min(config.streams().pageBytes(), V3IO_PAGE)),
            SETTLING);
    return Optional.of(
        new V3ioApi(
            V3ioTable.create(core), callers.v3io(), containers, config.v3io().corsOrigin()));
  }

  static Containers containers(V3io v3io) {
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
}
