// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.config.Config;
import java.nio.file.Path;

/** What {@code dev} prints when everything runs: where it listens, and three lines to try. */
record Welcome(
    Config config,
    int apiPort,
    int tlsPort,
    int managementPort,
    String bootstrapServers,
    Path dataDir,
    String launcher) {

  String text() {
    return """

    Offshard is ready; Ctrl-C stops it.
      Kinesis API  %1$s  (%7$s)
                   %8$s  (its certificate: %9$s)
      management   %2$s  (/readyz, /metrics)
      Kafka        %3$s  (any Kafka client)
      data         %4$s

    To try it, paste this into another terminal:
      kinesis() { AWS_PAGER= AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any aws --endpoint-url %1$s --region %5$s kinesis "$@"; }

    Then create a stream and write to it, read it as a Kinesis client, read it as a Kafka consumer:
      kinesis create-stream --stream-name hello --shard-count 1; kinesis wait stream-exists --stream-name hello && echo "hello, world" | kinesis put-record --stream-name hello --partition-key me --data fileb:///dev/stdin
      kinesis get-records --shard-iterator "$(kinesis get-shard-iterator --stream-name hello --shard-id shardId-000000000000 --shard-iterator-type TRIM_HORIZON --query ShardIterator --output text)"
      %6$s consume hello --bootstrap-server %3$s
    """
        .formatted(
            url("http", config.api().host(), apiPort),
            url("http", config.management().host(), managementPort),
            bootstrapServers,
            dataDir,
            config.aws().region(),
            launcher,
            credentials(),
            url("https", config.api().host(), tlsPort),
            config.api().tls().certificate().map(Path::toString).orElse("none"));
  }

  private static String url(String scheme, String host, int port) {
    return scheme + "://" + host + ":" + port;
  }

  private String credentials() {
    return switch (config.auth().mode()) {
      case NONE -> "any credentials";
      case SIGV4 ->
          "credentials: " + config.auth().credentialsFile().map(Path::toString).orElse("none");
    };
  }
}
