// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo.worker;

import static software.amazon.kinesis.common.InitialPositionInStream.TRIM_HORIZON;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.StreamTracker;

/**
 * Reads a stream of a table from its oldest record with the adapter, which makes it look like one
 * of Kinesis to the library, and prints what it is given. It runs until it is killed.
 *
 * <p>Arguments: the stream's ARN, the application, the endpoint of the streams, that of DynamoDB.
 */
public final class ChangesWorker {
  private static final Region REGION = Region.US_EAST_1;
  private static final long IDLE_MILLIS = 250;

  private ChangesWorker() {}

  public static void main(String[] arguments) {
    String application = arguments[1];
    // #region worker
    AmazonDynamoDBStreamsAdapterClient streams =
        new AmazonDynamoDBStreamsAdapterClient(
            configured(DynamoDbStreamsClient.builder(), arguments[2]).build(), REGION);
    StreamTracker tracker =
        StreamsSchedulerFactory.createSingleStreamTracker(
            arguments[0], InitialPositionInStreamExtended.newInitialPosition(TRIM_HORIZON));
    ConfigsBuilder configs =
        new ConfigsBuilder(
            tracker,
            application,
            streams,
            configured(DynamoDbAsyncClient.builder(), arguments[3]).build(),
            // Has to be there, and is never called: metrics are off.
            configured(CloudWatchAsyncClient.builder(), arguments[3]).build(),
            "worker",
            PrintingProcessor::new);
    StreamsSchedulerFactory.createScheduler(
            configs.checkpointConfig(),
            configs
                .coordinatorConfig()
                // How soon it looks at a lease that it has got (1 s), and at a parent's end (10 s).
                .shardConsumerDispatchPollIntervalMillis(100)
                .parentShardPollIntervalMillis(500),
            leases(configs.leaseManagementConfig()),
            configs.lifecycleConfig(),
            configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
            configs.processorConfig(),
            configs
                .retrievalConfig()
                .retrievalSpecificConfig(
                    new DynamoDBStreamsPollingConfig(streams)
                        .idleTimeBetweenReadsInMillis(IDLE_MILLIS)),
            streams)
        .run();
    // #endregion
  }

  /** What makes it quick to start; in brackets what it is otherwise. */
  private static LeaseManagementConfig leases(LeaseManagementConfig config) {
    // A lease without a sign of life for so long is given to another worker (10 s).
    config.failoverTimeMillis(5_000);
    // How often the leader deals out leases (twice the above).
    config.leaseAssignmentIntervalMillis(1_000L);
    // A worker counts from its first report on (30 s).
    config.workerUtilizationAwareAssignmentConfig().workerMetricsReporterFreqInMillis(2_000);
    // No question about load to the metadata service of a cloud machine.
    config.workerUtilizationAwareAssignmentConfig().disableWorkerMetrics(true);
    // Looks at shards again when leases have gaps (120 s), but never in the first minute.
    config.leasesRecoveryAuditorExecutionFrequencyMillis(1_000);
    config.shardSyncIntervalMillis(1_000);
    return config;
  }

  // #region clients
  private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, String endpoint) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(REGION)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
  // #endregion
}
