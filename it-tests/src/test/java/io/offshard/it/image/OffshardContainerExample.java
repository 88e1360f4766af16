// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.testcontainers.OffshardContainer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The example of docs/testcontainers.md. {@link ContainersIT} runs it. */
final class OffshardContainerExample {

  @Test
  void readsWhatItHasWritten() {
    try (OffshardContainer offshard = new OffshardContainer("offshard:dev-with-broker")) {
      offshard.start();
      try (KinesisClient kinesis =
          KinesisClient.builder()
              .endpointOverride(offshard.endpoint())
              .region(Region.of(offshard.region()))
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(offshard.accessKey(), offshard.secretKey())))
              .build()) {
        kinesis.createStream(r -> r.streamName("orders").shardCount(1));
        Awaitility.await()
            .until(
                () ->
                    kinesis
                        .describeStreamSummary(r -> r.streamName("orders"))
                        .streamDescriptionSummary()
                        .streamStatus(),
                StreamStatus.ACTIVE::equals);

        kinesis.putRecord(
            r -> r.streamName("orders").partitionKey("1").data(SdkBytes.fromUtf8String("book")));

        String shard = kinesis.listShards(r -> r.streamName("orders")).shards().get(0).shardId();
        String iterator =
            kinesis
                .getShardIterator(
                    r ->
                        r.streamName("orders")
                            .shardId(shard)
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        assertThat(kinesis.getRecords(r -> r.shardIterator(iterator)).records())
            .extracting(record -> record.data().asUtf8String())
            .containsExactly("book");
      }
    }
  }
}
