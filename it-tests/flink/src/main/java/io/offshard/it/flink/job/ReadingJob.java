// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.flink.job;

import java.util.Properties;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.InitialPosition;

/**
 * Reads a stream from its oldest record with Flink's Kinesis source and prints each record as one
 * line: shard, sequence number, partition key and data, with tabs between them. Two readers share
 * the shards. It runs until it is killed, and ends when anything goes wrong.
 *
 * <p>Arguments: stream, the server's endpoint, POLLING or EFO (enhanced fan-out).
 */
public final class ReadingJob {
  private static final int READERS = 2;

  private ReadingJob() {}

  // #region job
  @SuppressWarnings("deprecation") // Flink has a newer kind of source, but not yet for Kinesis.
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(READERS);
    flink.setRestartStrategy(RestartStrategies.noRestart());
    flink
        .addSource(
            new FlinkKinesisConsumer<>(
                arguments[0], new LineSchema(), settings(arguments[1], arguments[2])))
        .addSink(new LinePrinter());
    flink.execute();
  }

  // #endregion

  // #region settings
  private static Properties settings(String endpoint, String publisher) {
    Properties settings = new Properties();
    settings.setProperty(AWSConfigConstants.AWS_REGION, "us-east-1");
    settings.setProperty(AWSConfigConstants.AWS_ENDPOINT, endpoint);
    settings.setProperty("aws.credentials.provider.basic.accesskeyid", "test");
    settings.setProperty("aws.credentials.provider.basic.secretkey", "test");
    settings.setProperty(
        ConsumerConfigConstants.STREAM_INITIAL_POSITION, InitialPosition.TRIM_HORIZON.name());
    settings.setProperty(ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, publisher);
    settings.setProperty(ConsumerConfigConstants.EFO_CONSUMER_NAME, "flink");
    // How often it looks for new shards (10 s).
    settings.setProperty(ConsumerConfigConstants.SHARD_DISCOVERY_INTERVAL_MILLIS, "1000");
    return settings;
  }
  // #endregion
}
