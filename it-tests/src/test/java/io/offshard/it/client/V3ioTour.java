// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

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
      var _ = call(http, "PUT", "PutItem", "item", "{\"Item\":{\"n\":{\"N\":\"1\"}}}");
      var _ = call(http, "POST", "UpdateItem", "item", "{\"UpdateExpression\":\"SET n=n+1\"}");
      assertThat(call(http, "PUT", "GetItem", "item", "{\"AttributesToGet\":\"n\"}"))
          .contains("\"2\"");
      var _ = call(http, "PUT", "GetItems", "", "{}");
      for (String method : List.of("PUT", "HEAD", "GET", "DELETE")) {
        var _ = call(http, request("object").method(method, BodyPublishers.ofString("")), method);
      }
    }
  }

  private String call(HttpClient http, String method, String function, String shard, String body)
      throws Exception {
    return call(
        http,
        request(shard)
            .header("X-v3io-function", function)
            .method(method, BodyPublishers.ofString(body)),
        function);
  }

  private HttpRequest.Builder request(String name) {
    return HttpRequest.newBuilder(endpoint.resolve("/users/" + stream + "/" + name))
        .header("X-v3io-session-key", "any");
  }

  private static String call(HttpClient http, HttpRequest.Builder request, String function)
      throws Exception {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(function + ": " + answer.body()).isIn(200, 204);
    return answer.body();
  }
}
