// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTest {
  private static Exchange call(String query, String... headers) {
    return new Exchange(
        "id", "POST", "/", query, "h", Headers.of(headers), new byte[0], "HTTP/1.1", "127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer t1.abc", "bearer t1.abc", "BEARER  t1.abc "})
  void aTokenIsThereWhateverTheCaseOfItsScheme(String authorization) {
    assertThat(Presented.token(call("", "Authorization", authorization))).contains("t1.abc");
  }

  @Test
  void otherSchemesShowNoToken() {
    assertThat(Presented.token(call("", "Authorization", "Basic t1.abc"))).isEmpty();
    assertThat(Presented.token(call(""))).isEmpty();
  }

  @Test
  void theRegionIsInTheHeaderOrInTheQuery() {
    String scope = "a/b/20260101/ru-central1/kinesis/aws4_request";
    String header = "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=00";

    assertThat(Presented.region(call("", "Authorization", header))).contains("ru-central1");
    assertThat(Presented.region(call("x=1&X-Amz-Credential=" + scope.replace("/", "%2F"))))
        .contains("ru-central1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X-Amz-Credential", "X-Amz-Credential=a/b", "X-Amz-Credential=%zz"})
  void otherwiseThereIsNone(String query) {
    assertThat(Presented.region(call(query))).isEmpty();
  }
}
