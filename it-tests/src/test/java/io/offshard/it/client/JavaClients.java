// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import io.offshard.it.server.SharedServer;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The AWS SDK for Java as its users set it up: an endpoint, a region, some credentials and nothing
 * else.
 */
public final class JavaClients {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private JavaClients() {}

  /** The blocking client: HTTP/1.1, CBOR bodies unless {@code aws.cborEnabled} is false. */
  public static KinesisClient sync(URI endpoint) {
    return configured(KinesisClient.builder(), endpoint).build();
  }

  /** The asynchronous client, untouched: HTTP/2 by prior knowledge on http. */
  public static KinesisAsyncClient async(URI endpoint) {
    return configured(KinesisAsyncClient.builder(), endpoint).build();
  }

  /** The blocking client over that transport. */
  static KinesisClient sync(URI endpoint, SdkHttpClient.Builder<?> http) {
    return configured(KinesisClient.builder(), endpoint).httpClientBuilder(http).build();
  }

  /** The asynchronous client over that transport, with the service's own settings for it. */
  static KinesisAsyncClient async(URI endpoint, SdkAsyncHttpClient.Builder<?> http) {
    return configured(KinesisAsyncClient.builder(), endpoint).httpClientBuilder(http).build();
  }

  /** A blocking client that does not try again by itself: a test of failures sees each one. */
  public static KinesisClient impatient(URI endpoint) {
    return configured(KinesisClient.builder(), endpoint)
        .overrideConfiguration(
            settings -> settings.apiCallTimeout(LIMIT).retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  /** An asynchronous client, untouched but that it does not try again by itself. */
  public static KinesisAsyncClient impatientAsync(URI endpoint) {
    return configured(KinesisAsyncClient.builder(), endpoint)
        .overrideConfiguration(
            settings -> settings.apiCallTimeout(LIMIT).retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  /** An asynchronous client that may have hundreds of calls under way, and leave them unread. */
  public static KinesisAsyncClient crowded(URI endpoint) {
    return configured(KinesisAsyncClient.builder(), endpoint)
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder().maxConcurrency(1_000).readTimeout(LIMIT))
        .overrideConfiguration(settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  /** One that waits a minute for an answer, for a server that stands still for a while. */
  public static KinesisClient patient(URI endpoint) {
    return sync(endpoint, Apache5HttpClient.builder().socketTimeout(LIMIT));
  }

  /** One blocking client of the shared server for all tests of this JVM. */
  public static KinesisClient shared() {
    return Shared.CLIENT;
  }

  private static final class Shared {
    static final KinesisClient CLIENT = sync(SharedServer.endpoint());
  }

  /** Any client's builder with what users set. */
  public static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(settings -> settings.apiCallTimeout(LIMIT));
  }
}
