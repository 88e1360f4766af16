// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler.Visitor;

/** Every client, with its own signer, over TLS; all it is told is to trust the certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignedOverTlsIT {
  private static final int SHARDS = 4;
  private static final List<Sample> SAMPLES = Samples.mixed(300, 11);

  @TempDir private Path directory;
  private SecureServer server;

  @BeforeAll
  void start() throws IOException {
    server =
        new SecureServer(
            Project.emptyBuildDirectory("secure"), SharedServer.broker().bootstrapServers());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void javaSync() {
    makesTheTrip(new JavaSyncDriver(this::sync), server.endpoint(), "HTTP/1.1");
  }

  @Test
  void javaAsyncUntouchedOffersNoAlpn() {
    makesTheTrip(new JavaAsyncDriver(this::async), server.endpoint(), "HTTP/2.0");
  }

  @Test
  void javaAsyncWithAlpn() {
    ClientDriver driver =
        new JavaAsyncDriver(
            endpoint ->
                JavaClients.async(endpoint, netty().protocolNegotiation(ProtocolNegotiation.ALPN)));
    makesTheTrip(driver, server.endpoint(), "HTTP/2.0");
  }

  @Test
  void recordsArePushedWithAndWithoutAlpn() {
    for (KinesisAsyncClient each :
        List.of(
            async(server.endpoint()),
            JavaClients.async(
                server.endpoint(), netty().protocolNegotiation(ProtocolNegotiation.ALPN)))) {
      try (each;
          KinesisClient calls = sync(server.endpoint())) {
        LiveStream stream = LiveStream.create(calls, 1);
        String arn = stream.summary().streamARN();
        String consumer =
            calls
                .registerStreamConsumer(request -> request.streamARN(arn).consumerName("app"))
                .consumer()
                .consumerARN();
        stream.put(0, "hello");

        assertThat(pushed(each, consumer)).isEqualTo("hello");
      }
    }
  }

  /** The first record that is pushed. */
  private static String pushed(KinesisAsyncClient client, String consumer) {
    CompletableFuture<String> text = new CompletableFuture<>();
    CompletableFuture<Void> done =
        client.subscribeToShard(
            request ->
                request
                    .consumerARN(consumer)
                    .shardId(LiveStream.shardId(0))
                    .startingPosition(from -> from.type(ShardIteratorType.TRIM_HORIZON)),
            SubscribeToShardResponseHandler.builder()
                .onError(text::completeExceptionally)
                .subscriber(
                    Visitor.builder()
                        .onSubscribeToShardEvent(
                            event ->
                                event
                                    .records()
                                    .forEach(record -> text.complete(record.data().asUtf8String())))
                        .build())
                .build());
    try {
      return text.orTimeout(30, TimeUnit.SECONDS).join();
    } finally {
      done.cancel(true);
    }
  }

  @Test
  void javaScript() {
    ClientDriver driver = JavaScriptIT.driver(server.trustingEnvironment());
    makesTheTrip(driver, server.endpoint(), "HTTP/2.0");
    // In clear it signs the name of HTTP/2 in place of the host.
    makesTheTrip(driver, server.clearEndpoint(), "HTTP/2.0");
  }

  @Test
  void boto3() {
    String script = Project.testFile("python/round_trip.py").toString();
    makesTheTrip(
        new ScriptDriver(
            List.of(Installed.pythonWithBoto3().toString(), script),
            directory,
            server.trustingEnvironment()),
        server.endpoint(),
        "HTTP/1.1");
  }

  @Test
  void awsCli() {
    makesTheTrip(
        new AwsCliDriver(Installed.awsCli(), directory, server.trustingEnvironment()),
        server.endpoint(),
        "HTTP/1.1");
  }

  @Test
  void strangersAreToldWhatAwsTellsThem() throws IOException {
    try (KinesisClient known = sync(server.endpoint())) {
      assertThat(known.listStreams().hasStreamNames()).isTrue();

      server.admit("test", "another-secret");
      Awaitility.await().untilAsserted(() -> refused(known, "InvalidSignatureException"));
      server.admit("somebody-else", "secret");
      Awaitility.await().untilAsserted(() -> refused(known, "UnrecognizedClientException"));
      server.admit("test", "test");
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(known.listStreams().hasStreamNames()).isTrue());
    }
    assertThat(server.output())
        .contains(" caller=owner-of-test ", " caller=unknown result=UnrecognizedClientException")
        .doesNotContain("another-secret");
  }

  private static void refused(KinesisClient client, String type) {
    assertThatThrownBy(client::listStreams)
        .isInstanceOfSatisfying(
            KinesisException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(type);
              assertThat(e.statusCode()).isEqualTo(400);
            });
  }

  private void makesTheTrip(ClientDriver driver, URI endpoint, String protocol) {
    String stream = StreamNames.fresh("tls");
    int before = server.output().length();
    RoundTrip trip = new RoundTrip(SHARDS, SAMPLES, driver.run(endpoint, stream, SHARDS, SAMPLES));
    trip.everyRecordWentToTheShardOfItsKey();
    trip.everythingWasReadBackInOrder();
    assertThat(
            server
                .output()
                .substring(before)
                .lines()
                .filter(line -> line.contains(" operation=PutRecords ")))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains(
                        " protocol=" + protocol + " ", " caller=owner-of-test ", " result=ok"));
  }

  private KinesisClient sync(URI endpoint) {
    return JavaClients.sync(
        endpoint, Apache5HttpClient.builder().tlsTrustManagersProvider(server::trustManagers));
  }

  private KinesisAsyncClient async(URI endpoint) {
    return JavaClients.async(endpoint, netty());
  }

  private NettyNioAsyncHttpClient.Builder netty() {
    return NettyNioAsyncHttpClient.builder().tlsTrustManagersProvider(server::trustManagers);
  }
}
