// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** A stream by name, by ARN or by both; a shard by its full name or a short one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AddressingIT {

  private final KinesisClient kinesis = JavaClients.shared();
  private LiveStream stream = new LiveStream(kinesis, "none", 0);
  private String arn = "";

  @BeforeAll
  void createsAStream() {
    stream = LiveStream.create(kinesis, 2);
    arn = stream.summary().streamARN();
  }

  @Test
  void theArnHasRegionAndAccountOfTheDeployment() {
    assertThat(arn).isEqualTo("arn:aws:kinesis:us-east-1:000000000000:stream/" + stream.name());
  }

  @Test
  void nameOrArnOrBothNameTheStream() {
    assertThat(nameAt(request -> request.streamName(stream.name()))).isEqualTo(stream.name());
    assertThat(nameAt(request -> request.streamARN(arn))).isEqualTo(stream.name());
    assertThat(nameAt(request -> request.streamName(stream.name()).streamARN(arn)))
        .isEqualTo(stream.name());
  }

  @Test
  void everyDataCallTakesAnArn() {
    SdkBytes data = SdkBytes.fromUtf8String("by arn");
    kinesis.putRecord(
        request -> request.streamARN(arn).partitionKey("k").explicitHashKey("0").data(data));
    PutRecordsRequestEntry entry =
        PutRecordsRequestEntry.builder().partitionKey("k").explicitHashKey("0").data(data).build();
    kinesis.putRecords(request -> request.streamARN(arn).records(entry));
    String iterator =
        kinesis
            .getShardIterator(
                request ->
                    request
                        .streamARN(arn)
                        .shardId("shardId-000000000000")
                        .shardIteratorType(TRIM_HORIZON))
            .shardIterator();

    assertThat(
            kinesis.getRecords(request -> request.streamARN(arn).shardIterator(iterator)).records())
        .isNotEmpty();
    assertThat(kinesis.listShards(request -> request.streamARN(arn)).shards()).hasSize(2);
    assertThat(
            kinesis.describeStream(request -> request.streamARN(arn)).streamDescription().shards())
        .hasSize(2);
  }

  @Test
  void arnsOfOtherAccountsAndRegionsAreNotServed() {
    for (String other :
        List.of(
            arn.replace("000000000000", "111111111111"), arn.replace("us-east-1", "eu-west-1"))) {
      assertThatExceptionOfType(KinesisException.class)
          .isThrownBy(() -> kinesis.describeStreamSummary(request -> request.streamARN(other)))
          .satisfies(refusal -> assertThat(refusal).isInstanceOf(ResourceNotFoundException.class));
    }
  }

  @Test
  void aShardMayBeNamedShort() {
    stream.put(1, "in shard 1");

    for (String shard : List.of("shardId-000000000001", "shardId-1", "1", "shard-1", "x-0001")) {
      assertThat(
              stream.textsFrom(stream.iterator(0, TRIM_HORIZON, request -> request.shardId(shard))))
          .as(shard)
          .contains("in shard 1");
    }
  }

  @Test
  void noAnswerHasAStreamId() {
    assertThat(stream.summary().streamId()).isNull();
  }

  private String nameAt(Consumer<DescribeStreamSummaryRequest.Builder> address) {
    return kinesis.describeStreamSummary(address).streamDescriptionSummary().streamName();
  }
}
