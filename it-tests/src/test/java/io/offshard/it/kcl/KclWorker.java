// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static software.amazon.kinesis.common.InitialPositionInStream.TRIM_HORIZON;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.KinesisClientUtil;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseAssignmentStrategy;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/**
 * The program of one worker: reads a stream from its oldest record and prints {@link Event}s. The
 * stream's name is the application's too. Workers of one application share the stream. It runs
 * until it is killed.
 *
 * <p>Arguments: worker, stream, the server's endpoint, that of DynamoDB, {@link Retrieval}.
 */
final class KclWorker {

  private KclWorker() {}

  public static void main(String[] arguments) {
    String worker = arguments[0];
    String stream = arguments[1];
    // #region worker
    // The library's own way to make it: HTTP/2, on http by prior knowledge.
    KinesisAsyncClient kinesis =
        KinesisClientUtil.createKinesisAsyncClient(
            configured(KinesisAsyncClient.builder(), arguments[2]));
    DynamoDbAsyncClient dynamoDb = configured(DynamoDbAsyncClient.builder(), arguments[3]).build();
    // Has to be there, and is never called: metrics are off.
    CloudWatchAsyncClient cloudWatch =
        configured(CloudWatchAsyncClient.builder(), arguments[3]).build();
    // The position has its place here: the one of the lease settings is not looked at.
    SingleStreamTracker tracker =
        new SingleStreamTracker(
            stream, InitialPositionInStreamExtended.newInitialPosition(TRIM_HORIZON));
    ConfigsBuilder configs =
        new ConfigsBuilder(
            tracker,
            stream,
            kinesis,
            dynamoDb,
            cloudWatch,
            worker,
            () -> new PrintingProcessor(worker));
    new Scheduler(
            configs.checkpointConfig(),
            coordinator(configs.coordinatorConfig()),
            leases(configs.leaseManagementConfig()),
            configs.lifecycleConfig(),
            configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
            configs.processorConfig(),
            configs
                .retrievalConfig()
                .retrievalSpecificConfig(
                    switch (Retrieval.valueOf(arguments[4])) {
                      case POLLING -> polling(stream, kinesis);
                      case FAN_OUT -> fanOut(stream, kinesis);
                    }))
        .run();
    // #endregion
  }

  // #region retrieval
  private static PollingConfig polling(String stream, KinesisAsyncClient kinesis) {
    return new PollingConfig(stream, kinesis)
        // Several pages and checkpoints where one would hold all.
        .maxRecords(100)
        // The least that it allows.
        .idleTimeBetweenReadsInMillis(PollingConfig.MIN_IDLE_MILLIS_BETWEEN_READS);
  }

  /** The library registers the consumer, under the application's name, when it is not there. */
  private static FanOutConfig fanOut(String stream, KinesisAsyncClient kinesis) {
    return new FanOutConfig(kinesis).streamName(stream).applicationName(stream);
  }

  // #endregion

  private static CoordinatorConfig coordinator(CoordinatorConfig config) {
    // How soon a worker looks at a lease that it has got (1 s), and at a parent's end (10 s).
    return config.shardConsumerDispatchPollIntervalMillis(100).parentShardPollIntervalMillis(500);
  }

  /**
   * What makes it quick to start and to take over; in brackets what it is otherwise. One wait is in
   * the code alone: the leader's before the application's first look at the shards, between 1 and
   * 30 s by chance.
   */
  private static LeaseManagementConfig leases(LeaseManagementConfig config) {
    // A lease without a sign of life for so long is given to another worker (10 s).
    config.failoverTimeMillis(5_000);
    // How often the leader deals out leases (twice the above).
    config.leaseAssignmentIntervalMillis(1_000L);
    // The leader's own lock, for when it is the leader that is killed (120 s and 30 s).
    config.dynamoDbLockBasedLeaderLeaseDurationInMillis(5_000);
    config.dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(1_000);
    // By count, so that every worker surely has shards; by load a quiet one may have none.
    config.leaseAssignmentStrategy(LeaseAssignmentStrategy.LEASE_COUNT_BASED);
    // Tried at each dealing out (at each third).
    config.workerUtilizationAwareAssignmentConfig().varianceBalancingFrequency(1);
    // A worker counts from its first report on; one that misses two does not (30 s).
    config.workerUtilizationAwareAssignmentConfig().workerMetricsReporterFreqInMillis(2_000);
    // No question about load to the metadata service of a cloud machine.
    config.workerUtilizationAwareAssignmentConfig().disableWorkerMetrics(true);
    // Looks at shards again when leases have gaps (120 s), but never in the first minute.
    config.leasesRecoveryAuditorExecutionFrequencyMillis(1_000);
    config.shardSyncIntervalMillis(1_000);
    // A child that it does not know yet it looks up at once (30 s, with a warning at each page).
    config.listShardsCacheAllowedAgeInSeconds(0);
    return config;
  }

  // #region clients
  private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, String endpoint) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
  // #endregion
}
