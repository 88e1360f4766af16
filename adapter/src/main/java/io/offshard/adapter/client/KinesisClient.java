// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import io.offshard.adapter.auth.RequestSigner;
import io.offshard.adapter.file.Reasons;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.shape.WireException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Calls operations of the Kinesis API, in JSON over HTTP/1.1, signed where there is a key. Calls
 * are made once; whoever may repeat one does so. Thread-safe.
 */
public final class KinesisClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final String TARGET = "Kinesis_20131202.";
  private static final String SERVICE = "kinesis";

  /** How the JDK says that what came is no TLS; it has no exception of its own for that. */
  private static final Pattern NO_TLS = Pattern.compile("nrecognized SSL message|plaintext");

  private final URI endpoint;
  private final @Nullable RequestSigner signer;
  private final InstantSource clock;
  private final HttpClient http;

  /**
   * A client; nothing is asked yet.
   *
   * @param endpoint scheme, host and port of the server
   * @param region for which calls are signed
   * @param credentials without them calls are not signed
   * @param trust whose certificates are believed, unless the JDK knows best
   * @param clock tells the time of signatures
   */
  public KinesisClient(
      URI endpoint,
      String region,
      Optional<CallerKey> credentials,
      Optional<SSLContext> trust,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.signer =
        credentials
            .map(
                key ->
                    new RequestSigner(key.accessKeyId(), key.secret(), key.sessionToken(), region))
            .orElse(null);
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    trust.ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /**
   * Calls an operation that answers something.
   *
   * @throws CallFailure when it is refused or not answered
   */
  public <Q extends Record, A extends Record> A ask(
      String operation, Struct<Q> shape, Q request, Struct<A> answer) {
    byte[] body = send(operation, shape.encode(Wire.JSON, request));
    try {
      return answer.decode(Wire.JSON, body).value();
    } catch (WireException e) {
      throw CallFailure.unanswered(
          "what "
              + endpoint
              + " answers to "
              + operation
              + " is not the Kinesis API's: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Calls an operation whose answer says only that it was accepted.
   *
   * @throws CallFailure when it is refused or not answered
   */
  public <Q extends Record> void tell(String operation, Struct<Q> shape, Q request) {
    byte[] _ = send(operation, shape.encode(Wire.JSON, request));
  }

  private byte[] send(String operation, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/x-amz-json-1.1");
    headers.put("x-amz-target", TARGET + operation);
    if (signer != null) {
      headers.putAll(signer.sign(authority(), headers, body, SERVICE, clock.instant()));
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .timeout(ANSWER)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpResponse<byte[]> response = exchange(request.build());
    if (response.statusCode() != 200) {
      throw refused(operation, response);
    }
    return response.body();
  }

  /** As the JDK's client puts it into the Host header. */
  private String authority() {
    int standard = endpoint.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    int port = endpoint.getPort();
    return port < 0 || port == standard ? endpoint.getHost() : endpoint.getHost() + ":" + port;
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CallFailure.unanswered("interrupted", e);
    } catch (IOException e) {
      throw CallFailure.unanswered(
          "no answer from %s (%s); --endpoint says where the server is"
              .formatted(endpoint, reason(e)),
          e);
    }
  }

  private String reason(IOException e) {
    String scheme = endpoint.getScheme().toUpperCase(Locale.ROOT);
    return switch (e) {
      case HttpTimeoutException late -> "it takes too long";
      case ConnectException nobody when hasCause(e, UnresolvedAddressException.class) ->
          "the name " + endpoint.getHost() + " does not resolve";
      case ConnectException nobody -> "nobody takes the connection";
      case SSLException tls when hasCause(e, CertificateException.class) ->
          tls.getMessage() + ": --ca-bundle names the certificate to trust";
      case SSLException tls when NO_TLS.matcher(String.valueOf(tls.getMessage())).find() ->
          "it does not speak HTTPS: is the scheme right?";
      case ProtocolException other ->
          "it does not speak %s: is the scheme right?".formatted(scheme);
      case IOException end when hasCause(e, EOFException.class) ->
          "it has closed the connection without an answer, so it was stopped, or does not speak "
              + scheme
              + ": is the scheme right?";
      default -> Reasons.of(e);
    };
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) {
        return true;
      }
    }
    return false;
  }

  private CallFailure refused(String operation, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    try {
      if (JsonReader.read(response.body()) instanceof JsonValue.Obj error) {
        String type = error.text("__type");
        if (type != null) {
          String message =
              error.text("message") == null ? error.text("Message") : error.text("message");
          return CallFailure.refused(
              status,
              type.substring(type.indexOf('#') + 1),
              (message == null ? operation + " is refused" : message) + hint(type));
        }
      }
    } catch (MalformedJson e) {
      // Then it is no answer of the API.
    }
    return CallFailure.refused(
        status, "HTTP " + status, endpoint + " does not answer as the Kinesis API does");
  }

  private String hint(String type) {
    return signer == null && type.contains("MissingAuthenticationToken")
        ? " (no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a --profile)"
        : "";
  }
}
