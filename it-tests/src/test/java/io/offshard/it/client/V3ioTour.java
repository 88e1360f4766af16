// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Every function of v3io that is served, called as its clients do, who use plain HTTP. */
record V3ioTour(URI endpoint, String stream) {

  void run() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var _ = call(http, "POST", "CreateStream", "", "{\"ShardCount\":1}");
      var _ = call(http, "PUT", "DescribeStream", "", "");
      var _ = call(http, "POST", "UpdateStream", "", "{\"ShardCount\":2}");
      var _ =
          call(http, "POST", "PutRecords", "", "{\"Records\":[{\"Data\":\"aGk=\",\"ShardId\":0}]}");
      var _ = call(http, "PUT", "Seek", "0", "{\"Type\":\"LATEST\"}");
      String location = call(http, "PUT", "SeekShard", "0", "{\"Type\":\"EARLIEST\"}");
      String page = call(http, "PUT", "GetRecords", "0", location);
      assertThat(page).contains("\"Data\":\"aGk=\"");
    }
  }

  private String call(HttpClient http, String method, String function, String shard, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/users/" + stream + "/" + shard))
            .header("X-v3io-function", function)
            .header("X-v3io-session-key", "any")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(function + ": " + answer.body()).isIn(200, 204);
    return answer.body();
  }
}
