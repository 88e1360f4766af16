// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.util.Objects.requireNonNull;

import io.offshard.adapter.client.CallerKey;
import io.offshard.adapter.client.KinesisClient;
import io.offshard.adapter.file.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The running server that a command calls, and who calls: the same variables as AWS's own tools.
 */
final class ApiEndpoint {
  private static final String DEFAULT = "http://127.0.0.1:4567";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "The server; else $AWS_ENDPOINT_URL_KINESIS, else $AWS_ENDPOINT_URL, else "
              + DEFAULT
              + ".")
  private @Nullable String url;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description =
          "The region that calls are signed for; else $AWS_REGION, else $AWS_DEFAULT_REGION, else"
              + " us-east-1.")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "A section of ~/.aws/credentials with the key to sign with; else $AWS_ACCESS_KEY_ID and"
              + " $AWS_SECRET_ACCESS_KEY, else the section $AWS_PROFILE or default. Without any"
              + " key calls are not signed, which is enough for offshard dev.")
  private @Nullable String profile;

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      description =
          "PEM file with the certificates to trust, such as the tls.crt of offshard dev; else"
              + " $AWS_CA_BUNDLE.")
  private @Nullable Path certificates;

  /** A client of that server. */
  KinesisClient connect(Map<String, String> environment) {
    try {
      return new KinesisClient(
          uri(
              first(
                  DEFAULT,
                  url,
                  environment.get("AWS_ENDPOINT_URL_KINESIS"),
                  environment.get("AWS_ENDPOINT_URL"))),
          first(
              "us-east-1",
              region,
              environment.get("AWS_REGION"),
              environment.get("AWS_DEFAULT_REGION")),
          CallerKey.find(
              environment, Optional.ofNullable(profile), Path.of(System.getProperty("user.home"))),
          trust(environment.getOrDefault("AWS_CA_BUNDLE", "")),
          InstantSource.system());
    } catch (UncheckedIOException e) {
      throw new Failure(e.getMessage() + " (" + Reasons.of(requireNonNull(e.getCause())) + ")", e);
    }
  }

  private static String first(String otherwise, @Nullable String... given) {
    return Stream.of(given)
        .filter(each -> each != null && !each.isBlank())
        .findFirst()
        .orElse(otherwise);
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme());
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // The same as one without a host.
    }
    throw new Failure(
        "\"" + text + "\" is no endpoint: it has to be like http://host:4567 or https://host:4568");
  }

  private Optional<SSLContext> trust(String variable) {
    Path file = certificates == null && !variable.isBlank() ? Path.of(variable) : certificates;
    if (file == null) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("trusted-" + trusted.size(), each);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return Optional.of(context);
    } catch (IOException e) {
      throw new Failure("cannot read " + file + " (" + Reasons.of(e) + ")", e);
    } catch (GeneralSecurityException e) {
      throw new Failure(file + " holds no certificates in PEM (" + e.getMessage() + ")", e);
    }
  }
}
