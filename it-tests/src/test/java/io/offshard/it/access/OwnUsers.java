// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.PlainHttp;
import io.offshard.it.server.OffshardProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A server whose callers come to Kafka as themselves: owner may do everything, alice read and
 * write, bob only write, carol only read, dave and fred nothing, and erin's password is wrong.
 */
record OwnUsers(UsersBroker broker, OffshardProcess server, Map<String, KinesisClient> clients)
    implements AutoCloseable {
  static final String STREAM = "orders";
  static final String TABLE = "orders-changes";

  /** Fewer than there are callers. */
  static final int MOST = 5;

  private static final List<String> NAMES =
      List.of("owner", "alice", "bob", "carol", "dave", "erin", "fred");

  static OwnUsers start(Path directory) throws IOException {
    UsersBroker broker = UsersBroker.start(directory.resolve("broker"));
    broker.add(NAMES.toArray(new String[0]));
    broker.allowAll("owner", "orders", ALL);
    broker.allowAll("owner", "users.orders", ALL);
    broker.allow("alice", STREAM, READ, WRITE);
    broker.allow("bob", STREAM, WRITE);
    broker.allow("carol", STREAM, READ);
    broker.allow("carol", TABLE, READ);
    Path home = Files.createDirectories(directory.resolve("home"));
    OffshardProcess server =
        OffshardProcess.serve(
            home, broker.broker().bootstrapServers(), settings(home, broker.settings(home)));
    Map<String, KinesisClient> clients =
        NAMES.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> configured(KinesisClient.builder(), server, name).build()));
    return new OwnUsers(broker, server, clients);
  }

  private static Map<String, String> settings(Path home, Map<String, String> kafka)
      throws IOException {
    Map<String, String> settings = new HashMap<>(kafka);
    String keys = NAMES.stream().map(OwnUsers::key).collect(Collectors.joining());
    settings.put("OFFSHARD_AUTH_MODE", "sigv4");
    settings.put(
        "OFFSHARD_AUTH_CREDENTIALS_FILE",
        Files.writeString(home.resolve("credentials"), keys).toString());
    settings.put("OFFSHARD_AUTH_ACCESS", "all");
    settings.put("OFFSHARD_AUTH_KAFKA_PRINCIPAL", "per-key");
    settings.put("OFFSHARD_AUTH_KAFKA_CLIENTS_RECHECK", "1s");
    settings.put("OFFSHARD_AUTH_KAFKA_CLIENTS_MOST", Integer.toString(MOST));
    settings.put("OFFSHARD_AUTH_KAFKA_CLIENTS_IDLE", "5s");
    settings.put("OFFSHARD_STREAMS_NATIVE_POLL", "200ms");
    settings.put(
        "OFFSHARD_TABLES",
        "[{name: %1$s, topic: %1$s, form: compacted, hash-key: id, view: new-image}]"
            .formatted(TABLE));
    return settings;
  }

  private static String key(String name) {
    return """
    [%1$s]
    aws_access_key_id = AKIA%1$s
    aws_secret_access_key = secret-of-%1$s
    kafka_username = %1$s
    kafka_password = %2$s
    """
        .formatted(name, name.equals("erin") ? "a-wrong-password" : UsersBroker.password(name));
  }

  /** Each call once, so that a test sees each answer. */
  private static <B extends AwsClientBuilder<B, C>, C> B configured(
      B builder, OffshardProcess server, String name) {
    return JavaClients.configured(builder, server.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIA" + name, "secret-of-" + name)))
        .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(1)));
  }

  /** The client of a caller. */
  KinesisClient kinesis(String caller) {
    return Objects.requireNonNull(clients.get(caller));
  }

  /** Another one, for subscriptions. */
  KinesisAsyncClient pushed(String caller) {
    return configured(KinesisAsyncClient.builder(), server, caller).build();
  }

  /** Another one, for the streams of tables. */
  DynamoDbStreamsClient tables(String caller) {
    return configured(DynamoDbStreamsClient.builder(), server, caller).build();
  }

  /** Calls a function of v3io: the status and the body of the answer. */
  String v3io(String caller, String function, String path, String body) {
    HttpResponse<String> answer =
        PlainHttp.send(
            HttpRequest.newBuilder(server.endpoint().resolve(path))
                .header("X-v3io-function", function)
                .header("X-v3io-session-key", "secret-of-" + caller)
                .PUT(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Override
  public void close() {
    clients.values().forEach(KinesisClient::close);
    server.close();
    broker.close();
  }
}
