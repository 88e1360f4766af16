// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final Meters meters = new Meters();

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void countsRequestsByDialectOperationAndResult() {
    meters.request(seen("PutRecord", "ok"));
    meters.request(seen("PutRecord", "ok"));
    meters.request(seen("PutRecord", "ResourceNotFoundException"));

    assertThat(meters.scrape())
        .contains(
            "offshard_requests_total{dialect=\"kinesis\",operation=\"PutRecord\",result=\"ok\"}"
                + " 2.0",
            "result=\"ResourceNotFoundException\"} 1.0");
  }

  @Test
  void measuresDurationsInSecondsOverAllResultsTogether() {
    meters.request(seen("PutRecord", "ok"));
    meters.request(seen("PutRecord", "ResourceNotFoundException"));

    assertThat(meters.scrape())
        .contains(
            "offshard_request_duration_seconds_bucket{dialect=\"kinesis\",operation=\"PutRecord\",le=\"0.0025\"}"
                + " 2",
            "offshard_request_duration_seconds_bucket{dialect=\"kinesis\",operation=\"PutRecord\",le=\"0.001\"}"
                + " 0",
            "offshard_request_duration_seconds_count{dialect=\"kinesis\",operation=\"PutRecord\"}"
                + " 2");
  }

  @Test
  void countsRecordsBytesAndUnsupportedOperations() {
    meters.written("yandex", 3, 30, 4);
    meters.written("kinesis", 0, 0, 0);
    meters.records(Meters.Direction.OUT, 2, 20);
    meters.unsupported("kinesis", "SplitShard");

    assertThat(meters.scrape())
        .contains(
            "offshard_records_total{direction=\"in\"} 3.0",
            "offshard_records_total{direction=\"out\"} 2.0",
            "offshard_bytes_total{direction=\"in\"} 30.0",
            "offshard_records_throttled_total{dialect=\"yandex\"} 4.0",
            "offshard_bytes_total{direction=\"out\"} 20.0",
            "offshard_unsupported_total{dialect=\"kinesis\",operation=\"SplitShard\"} 1.0");
  }

  @Test
  void showsGaugesAndTheJvm() {
    meters.show(Metric.BODY_BYTES, () -> 7);

    assertThat(meters.scrape())
        .contains("offshard_http_bytes_in_flight 7.0", "jvm_memory_used_bytes");
  }

  @Test
  void writesOneAccessLinePerRequest() {
    assertThat(AccessLog.line(seen("PutRecord", "ok")))
        .isEqualTo(
            "id=id-1 remote=127.0.0.1:5 protocol=HTTP/1.1 dialect=kinesis operation=PutRecord"
                + " caller=orders result=ok status=200 in=10 out=20 ms=1.005");
  }

  @Test
  void writesOneAuditLineWhateverTheResourceIsCalled() {
    assertThat(AuditLog.line(seen("DeleteStream", "ok")))
        .isEqualTo(
            "principal=orders action=kinesis:DeleteStream"
                + " resource=arn:aws:kinesis:us-east-1:000000000000:stream/a?principal=b??"
                + " result=ok status=200 remote=127.0.0.1:5 id=id-1");
  }

  @Test
  void theAuditLogNamesActionsAsPoliciesDo() {
    assertThat(AuditLog.line(seen("dynamodbstreams", "dynamodb", "DescribeStream", "ok")))
        .contains(" action=dynamodb:DescribeStream ");
  }

  @Test
  void aResultOfSeveralWordsIsOneFieldOfALogLine() {
    Observation denied = seen("GetItem", "Permission denied");

    assertThat(AuditLog.line(denied)).contains(" result=\"Permission denied\" status=");
    assertThat(AccessLog.line(denied)).contains(" result=\"Permission denied\" status=");
  }

  private static Observation seen(String operation, String result) {
    return seen("kinesis", "kinesis", operation, result);
  }

  private static Observation seen(String dialect, String service, String operation, String result) {
    return new Observation(
        "id-1",
        null,
        "127.0.0.1:5",
        "HTTP/1.1",
        dialect,
        service,
        operation,
        "orders",
        "arn:aws:kinesis:us-east-1:000000000000:stream/a\nprincipal=b é",
        true,
        result,
        200,
        10,
        20,
        1_005_000);
  }
}
