// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Requests as a client would make them, signed by AWS's own signer.
 *
 * @param http2 then the host is not a header field
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Signed(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body,
    Form form,
    Optional<String> sessionToken,
    boolean http2) {
  static final String ID = "AKIDEXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String REGION = "eu-north-1";
  static final String HOST = "kinesis.example.org:4567";

  /** Where the signature goes. */
  enum Form {
    HEADER,
    HEADER_UNSIGNED_BODY,
    QUERY
  }

  Letter at(Clock clock) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .protocol("https")
            .host("kinesis.example.org")
            .port(4567)
            .encodedPath(path);
    query.forEach(request::putRawQueryParameter);
    headers.forEach(request::putHeader);
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                s -> {
                  s.identity(identity())
                      .request(request.build())
                      .payload(() -> new ByteArrayInputStream(body))
                      .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kinesis")
                      .putProperty(HttpSigner.SIGNING_CLOCK, clock);
                  switch (form) {
                    case HEADER -> {}
                    case HEADER_UNSIGNED_BODY ->
                        s.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false);
                    case QUERY ->
                        s.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                            .putProperty(
                                AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(30));
                  }
                });
    return letter(signed.request());
  }

  private AwsCredentialsIdentity identity() {
    return sessionToken
        .<AwsCredentialsIdentity>map(
            token -> AwsSessionCredentialsIdentity.create(ID, SECRET, token))
        .orElseGet(() -> AwsCredentialsIdentity.create(ID, SECRET));
  }

  private Letter letter(SdkHttpRequest request) {
    Letter letter =
        new Letter(
            method, request.encodedPath(), request.encodedQueryParameters().orElse(""), HOST, body);
    request.forEachHeader(
        (name, values) -> {
          if (!http2 || !name.equalsIgnoreCase("host")) {
            values.forEach(value -> letter.add(name, value));
          }
        });
    return letter;
  }
}
