// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.auth.KafkaLogin;
import io.offshard.adapter.callers.CallerKafka;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.Table;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.KafkaGroupOffsets;
import io.offshard.adapter.kafka.KafkaPartitionWriter;
import io.offshard.adapter.kafka.KafkaTopicList;
import io.offshard.adapter.kafka.KafkaTopics;
import io.offshard.adapter.kafka.Replication;
import io.offshard.adapter.kafka.UnusableSettings;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.kafka.fetch.FetchTails;
import io.offshard.adapter.kafka.items.KafkaItems;
import io.offshard.adapter.kafka.seats.KafkaSeats;
import io.offshard.adapter.lineage.KafkaLineageStore;
import io.offshard.adapter.lineage.LineageTopic;
import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.service.ConfiguredTables;
import io.offshard.adapter.service.ExposedStreams;
import io.offshard.adapter.service.Exposure;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LoadMeter;
import io.offshard.adapter.service.OnDemandScaler;
import io.offshard.adapter.service.Pause;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.adapter.service.StreamCapacity;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamContents;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.adapter.service.StreamTables;
import io.offshard.adapter.service.TopicWatch;
import io.offshard.adapter.service.commits.CommitMirror;
import io.offshard.adapter.service.items.AbandonedItems;
import io.offshard.adapter.service.subscriptions.SubscriptionTimes;
import io.offshard.adapter.service.subscriptions.Subscriptions;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.lineage.Lineage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the server that faces Kafka: its clients, and the core on top of them. */
final class KafkaSide implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaSide.class);
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  /** For so long a subscriber waits for a partition that nobody leads. */
  private static final Duration OUTAGE = Duration.ofSeconds(30);

  private final Config config;
  private final KafkaCluster cluster;
  private final Frontier frontier = new Frontier();
  private final LoadMeter load = new LoadMeter();
  private final ShardQuotas quotas;
  private final Traffic traffic;
  private final KafkaLineageStore store;
  private final KafkaPartitionWriter writer;
  private final Optional<CallerKafka> callers;
  private final FetchPartitionReader reader;
  private final FetchTails tails;
  private final KafkaSeats seats;
  private final KafkaItems items;
  private final AbandonedItems abandoned;
  private final CommitMirror commits;
  private final KafkaTopics topics;
  private final PendingWork work;
  private final TopicWatch watch;
  private final OnDemandScaler scaler;
  private final ConfiguredTables tables;
  private final ExposedStreams streams;

  private KafkaSide(
      Config config, KafkaClients clients, Function<String, Optional<KafkaLogin>> logins) {
    this.config = config;
    this.cluster = new KafkaCluster(clients);
    this.writer =
        new KafkaPartitionWriter(
            clients, config.write().inFlightBytes(), config.write().deliveryTimeout());
    this.callers = PerCaller.of(config, clients, writer, logins);
    this.reader =
        new FetchPartitionReader(clients, config.read().inFlight(), config.read().timeout());
    this.tails =
        new FetchTails(clients, reader, config.read().timeout(), config.read().tailBytes());
    this.seats =
        new KafkaSeats(
            clients,
            cluster,
            config.subscriptions().topic(),
            new Replication(config.lineage().replicationFactor(), Optional.empty()),
            config.subscriptions().takeover());
    this.items =
        new KafkaItems(
            clients,
            cluster,
            reader,
            config.items().topic(),
            new Replication(config.lineage().replicationFactor(), Optional.empty()),
            config.items().memory());
    this.commits =
        new CommitMirror(
            new KafkaGroupOffsets(cluster), Executors.newVirtualThreadPerTaskExecutor());
    this.store = new KafkaLineageStore(clients, reader, config.lineage().topic(), frontier, load);
    this.quotas =
        new ShardQuotas(StreamRates.of(config.quotas()), store::replicas, System::nanoTime);
    this.traffic =
        new Traffic(
            config.metrics().streams(),
            config.metrics().shards(),
            store::current,
            System::nanoTime);
    this.abandoned =
        new AbandonedItems(items, store, Pause.SLEEP, Executors.newVirtualThreadPerTaskExecutor());
    this.topics =
        new KafkaTopics(
            cluster,
            new Replication(
                config.streams().replicationFactor(), config.streams().minInsyncReplicas()));
    this.work =
        new PendingWork(
            store, topics, writer, Pause.SLEEP, Executors.newVirtualThreadPerTaskExecutor());
    Exposure exposure = new Exposure(exposed(config), config.lineage().topic());
    this.watch =
        new TopicWatch(
            store,
            new KafkaTopicList(cluster, reader),
            topics,
            work,
            exposure,
            Pause.SLEEP,
            Executors.newVirtualThreadPerTaskExecutor(),
            System::nanoTime,
            UUID::randomUUID);
    this.scaler = Scaling.of(config.streams().onDemand(), store, work);
    this.tables =
        new ConfiguredTables(
            store,
            tables(),
            config.tables().stream().map(TableRegister::wanted).toList(),
            Pause.SLEEP,
            Executors.newVirtualThreadPerTaskExecutor());
    this.streams = new ExposedStreams(store, exposure, watch::unseen);
  }

  /** Who names a topic as a table's wants it as a stream. */
  private static List<String> exposed(Config config) {
    return Stream.concat(
            config.streams().expose().stream(), config.tables().stream().map(Table::topic))
        .distinct()
        .toList();
  }

  /** What nobody calls, and nothing is asked of Kafka yet. */
  static KafkaSide connect(Config config) {
    return connect(config, name -> Optional.empty());
  }

  /** Makes the clients; nothing is asked of Kafka yet. Callers are known by their names. */
  static KafkaSide connect(Config config, Function<String, Optional<KafkaLogin>> logins) {
    Config.Kafka kafka = config.kafka();
    try {
      return new KafkaSide(
          config,
          new KafkaClients(kafka.client(), kafka.producer(), kafka.admin(), kafka.consumer()),
          logins);
    } catch (UnusableSettings e) {
      throw new StartFailure("The Kafka settings are not usable: " + e.getMessage(), e);
    }
  }

  /**
   * Makes sure that Kafka is there and the image of the streams up to date, and takes up what was
   * left undone.
   */
  void start() {
    join();
    work.start();
    watch.start(config.streams().ofOthers().poll());
    tables.start(config.streams().ofOthers().poll());
    abandoned.start(config.streams().ofOthers().poll());
    if (config.streams().onDemand().mostShards() > 0) {
      scaler.start();
    }
    warnOfTopicsThatComeBack();
  }

  /** Makes sure that Kafka is there and the image of the streams up to date, and does no more. */
  void join() {
    reach(cluster, config);
    Config.Lineage lineage = config.lineage();
    try {
      Replication replication = new Replication(lineage.replicationFactor(), Optional.empty());
      store.start(LineageTopic.ensure(cluster, lineage.topic(), replication), CATCH_UP);
    } catch (IllegalStateException | StreamFaultException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Begins to ask for the cluster.
   *
   * @throws StartFailure when it does not answer
   */
  static void reach(KafkaCluster cluster, Config config) {
    cluster.start();
    if (cluster.problem() != null) {
      throw new StartFailure(
          ("Kafka cannot be reached at %s: %s; see kafka.bootstrap.servers (or --bootstrap-server)"
                  + " and kafka.security.protocol")
              .formatted(config.kafka().bootstrapServers(), cluster.problem()));
    }
  }

  private void warnOfTopicsThatComeBack() {
    try {
      if (topics.canComeBack()) {
        log.warn(
            "The brokers make topics that clients merely name (auto.create.topics.enable): deleting"
                + " a stream takes half a minute, and clients can bring it back; turn it off");
      }
    } catch (StreamFaultException e) {
      log.warn("Nobody could say whether auto.create.topics.enable is on: {}", e.getMessage());
    }
  }

  KafkaCluster cluster() {
    return cluster;
  }

  KafkaLineageStore store() {
    return store;
  }

  /** Empty where all callers come to Kafka as the deployment. */
  Optional<CallerKafka> callers() {
    return callers;
  }

  KafkaPartitionWriter writer() {
    return writer;
  }

  FetchPartitionReader reader() {
    return reader;
  }

  FetchTails tails() {
    return tails;
  }

  KafkaItems items() {
    return items;
  }

  StreamContents contents() {
    return new StreamContents(topics, lifecycle());
  }

  Traffic traffic() {
    return traffic;
  }

  ShardQuotas quotas() {
    return quotas;
  }

  CommitMirror commits() {
    return commits;
  }

  TopicWatch watch() {
    return watch;
  }

  /** How many topics of others this replica shows as streams. */
  long nativeStreams() {
    return streams.current().all().stream().filter(Lineage::isNative).count();
  }

  StreamCatalog catalog() {
    return new StreamCatalog(streams);
  }

  StreamLifecycle lifecycle() {
    return new StreamLifecycle(
        streams,
        work,
        config.limits().shards(),
        config.limits().onDemandStreams(),
        config.streams().ofOthers().alter(),
        UUID::randomUUID);
  }

  Resharder resharder(Clock clock) {
    return new Resharder(
        streams,
        work,
        config.limits().shards(),
        config.limits().shardCountUpdates(),
        clock,
        UUID::randomUUID);
  }

  StreamTables tables() {
    return new StreamTables(store, reader, UUID::randomUUID);
  }

  StreamAttachments attachments() {
    return new StreamAttachments(streams, config.limits().consumers(), UUID::randomUUID);
  }

  StreamCapacity capacity(Clock clock) {
    return new StreamCapacity(streams, lifecycle(), config.limits().modeChangesPerDay(), clock);
  }

  RecordReader recordReader(Clock clock) {
    return new RecordReader(
        callers.map(CallerKafka::reader).orElse(reader), streams, frontier, quotas, traffic, clock);
  }

  Subscriptions subscriptions(Clock clock) {
    var wanted = config.subscriptions();
    return new Subscriptions(
        catalog(),
        recordReader(clock),
        callers.map(own -> own.tails(tails)).orElse(tails),
        seats,
        quotas,
        new SubscriptionTimes(wanted.life(), wanted.silence(), OUTAGE),
        wanted.most(),
        System::nanoTime,
        Pause.SLEEP);
  }

  RecordWriter recordWriter() {
    return new RecordWriter(
        callers.map(own -> own.writer(writer)).orElse(writer),
        streams,
        frontier,
        load,
        quotas,
        traffic,
        config.streams().ofOthers().partitioner(),
        config.write().deliveryTimeout(),
        config.write().strict());
  }

  @Override
  public void close() {
    tables.close();
    scaler.close();
    watch.close();
    work.close();
    callers.ifPresent(CallerKafka::close);
    writer.close();
    store.close();
    seats.close();
    commits.close();
    abandoned.close();
    items.close();
    tails.close();
    reader.close();
    cluster.close();
  }
}
