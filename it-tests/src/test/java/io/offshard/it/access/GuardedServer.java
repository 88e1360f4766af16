// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import io.offshard.it.server.ServerInThisJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A server that knows two callers, {@code ann} and {@code bob}, and lets them do what rules say.
 */
final class GuardedServer implements AutoCloseable {
  /** The rule that lets ann do everything. */
  static final String ANN =
      "  - {effect: allow, principals: [ann], actions: ['*'], streams: ['*']}\n";

  private final Path policies;
  private final ServerInThisJvm server;

  GuardedServer(Path directory, String rules, Map<String, String> environment) throws IOException {
    Path credentials = directory.resolve("credentials");
    Files.writeString(credentials, keys("ann") + keys("bob"));
    policies = directory.resolve("policies.yaml");
    allow(rules);
    Map<String, String> all = new HashMap<>(environment);
    all.put("OFFSHARD_AUTH_MODE", "sigv4");
    all.put("OFFSHARD_AUTH_CREDENTIALS_FILE", credentials.toString());
    all.put("OFFSHARD_AUTH_POLICIES_FILE", policies.toString());
    server = new ServerInThisJvm(directory, all);
  }

  private static String keys(String name) {
    return """
    [%1$s]
    aws_access_key_id = AKIA%1$s
    aws_secret_access_key = secret-of-%1$s
    """
        .formatted(name);
  }

  /** From now on these rules are in the file, after the one for ann. */
  void allow(String rules) throws IOException {
    Files.writeString(policies, "statements:\n" + ANN + rules);
  }

  ServerInThisJvm server() {
    return server;
  }

  /** A client of a caller that signs; it does not try again by itself. */
  KinesisClient kinesis(String caller) {
    return KinesisClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIA" + caller, "secret-of-" + caller)))
        .overrideConfiguration(settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
