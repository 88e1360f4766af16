// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.schemas;

import io.offshard.adapter.remote.BoundedBody;
import io.offshard.mapping.change.SchemaAnswer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Speaks the API of Confluent's Schema Registry, which others have too. Thread-safe. */
final class RegistryClient implements AutoCloseable {
  /** Schemas of tables have some tens of KiB at most. */
  private static final int LARGEST = 1 << 20;

  private final HttpClient http;
  private final RegistryPlace place;
  private final Duration timeout;

  RegistryClient(RegistryPlace place, Duration timeout) {
    this.place = place;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** Asks for a schema; the answer comes in time and never as an exception. */
  CompletableFuture<SchemaAnswer> ask(int id) {
    HttpRequest request;
    try {
      request = request(id);
    } catch (IOException e) {
      return CompletableFuture.completedFuture(
          new SchemaAnswer.OutOfReach("the schema registry's password cannot be read: " + e));
    }
    CompletableFuture<HttpResponse<Optional<byte[]>>> sent =
        http.sendAsync(request, head -> new BoundedBody(LARGEST));
    CompletableFuture<SchemaAnswer> answer =
        sent.handle(RegistryClient::answer)
            .completeOnTimeout(
                new SchemaAnswer.OutOfReach("the schema registry did not answer in time"),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
    // Nobody waits for what comes later.
    var _ = answer.thenRun(() -> sent.cancel(true));
    return answer;
  }

  private HttpRequest request(int id) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(place.schema(id))
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json; q=0.9");
    if (place.login().isPresent()) {
      request.header("Authorization", place.login().get().authorization());
    }
    return request.build();
  }

  private static SchemaAnswer answer(
      @Nullable HttpResponse<Optional<byte[]>> response, @Nullable Throwable failure) {
    if (response == null) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      return new SchemaAnswer.OutOfReach("the schema registry does not answer: " + cause);
    }
    int status = response.statusCode();
    return response
        .body()
        .map(body -> SchemaAnswer.of(status, body))
        .orElseGet(
            () ->
                status == 200
                    ? new SchemaAnswer.Unusable("it is larger than " + LARGEST + " bytes")
                    : new SchemaAnswer.OutOfReach(
                        "the schema registry answered with status " + status));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
