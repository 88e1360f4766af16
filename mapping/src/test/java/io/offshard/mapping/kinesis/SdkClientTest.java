// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.shape.BothReaders;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** The AWS SDK writes what the shapes read, and reads what they write, in either encoding. */
class SdkClientTest {
  private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final byte[] BYTES = {0, 1, -1, 127, -128};

  /** An error as it goes over the wire. */
  public record ErrorBody(String type, @Nullable String message) {
    static final Struct<ErrorBody> SHAPE =
        Struct.of(
            ErrorBody.class,
            Member.required("__type", Text.any()),
            Member.of("message", Text.any()));
  }

  private static <T> T call(RecordedHttp http, Wire wire, Function<KinesisClient, T> call) {
    String before = System.setProperty("aws.cborEnabled", String.valueOf(wire == Wire.CBOR));
    try (KinesisClient client =
        KinesisClient.builder()
            .httpClient(http)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .build()) {
      return call.apply(client);
    } finally {
      if (before == null) {
        System.clearProperty("aws.cborEnabled");
      } else {
        System.setProperty("aws.cborEnabled", before);
      }
    }
  }

  private static software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry entry(
      String key, @Nullable String hashKey, byte[] data) {
    return software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry.builder()
        .partitionKey(key)
        .explicitHashKey(hashKey)
        .data(SdkBytes.fromByteArray(data))
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void writesABatch(Wire wire) {
    RecordedHttp http = new RecordedHttp(wire);
    http.answer(
        200,
        PutRecords.Response.SHAPE.encode(
            wire,
            new PutRecords.Response(
                1,
                List.of(
                    PutRecordsResultEntry.stored("shardId-000000000000", "7"),
                    PutRecordsResultEntry.failed(KinesisFault.internalFailure())),
                null)));

    PutRecordsResponse answer =
        call(
            http,
            wire,
            client ->
                client.putRecords(
                    batch ->
                        batch
                            .streamName("orders")
                            .records(
                                List.of(entry("é", null, BYTES), entry("b", "5", new byte[0])))));

    assertThat(BothReaders.plain(PutRecords.Request.SHAPE, wire, http.sent()))
        .isEqualTo(
            new PutRecords.Request(
                List.of(
                    new PutRecordsRequestEntry(ByteBuffer.wrap(BYTES), null, "é"),
                    new PutRecordsRequestEntry(ByteBuffer.allocate(0), "5", "b")),
                "orders",
                null,
                null));
    assertThat(answer.failedRecordCount()).isEqualTo(1);
    assertThat(answer.records().get(0).sequenceNumber()).isEqualTo("7");
    assertThat(answer.records().get(1).errorCode()).isEqualTo("InternalFailure");
  }

  @ParameterizedTest
  @EnumSource
  void readsRecords(Wire wire) {
    RecordedHttp http = new RecordedHttp(wire);
    http.answer(
        200,
        GetRecords.Response.SHAPE.encode(
            wire,
            new GetRecords.Response(
                List.of(new Record("7", AT, ByteBuffer.wrap(BYTES), "k", null)),
                null,
                1L << 40,
                List.of(
                    new ChildShard(
                        "shardId-000000000001",
                        List.of("shardId-000000000000"),
                        new HashKeyRange("0", "9"))))));

    GetRecordsResponse answer =
        call(http, wire, client -> client.getRecords(get -> get.shardIterator("i").limit(9)));

    assertThat(BothReaders.plain(GetRecords.Request.SHAPE, wire, http.sent()))
        .isEqualTo(new GetRecords.Request("i", 9, null, null));
    assertThat(answer.records().getFirst().approximateArrivalTimestamp()).isEqualTo(AT);
    assertThat(answer.records().getFirst().data().asByteArray()).isEqualTo(BYTES);
    assertThat(answer.millisBehindLatest()).isEqualTo(1L << 40);
    assertThat(answer.nextShardIterator()).isNull();
    assertThat(answer.childShards().getFirst().hashKeyRange().endingHashKey()).isEqualTo("9");
  }

  @ParameterizedTest
  @EnumSource
  void sendsInstantsAndUnderstandsFaults(Wire wire) {
    RecordedHttp http = new RecordedHttp(wire);
    KinesisFault fault = KinesisFault.streamNotFound("orders", "000000000000");
    http.answer(
        fault.type().status(),
        ErrorBody.SHAPE.encode(wire, new ErrorBody(fault.type().wireName(), fault.message())));

    assertThatThrownBy(
            () ->
                call(
                    http,
                    wire,
                    client ->
                        client.getShardIterator(
                            get ->
                                get.streamName("orders")
                                    .shardId("0")
                                    .shardIteratorType("AT_TIMESTAMP")
                                    .timestamp(AT))))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Stream orders under account 000000000000 not found.");
    assertThat(GetShardIterator.Request.SHAPE.decode(wire, http.sent()).value())
        .isEqualTo(
            new GetShardIterator.Request(
                "orders", "0", ShardIteratorType.AT_TIMESTAMP, null, AT, null, null));
  }
}
