// SPDX-License-Identifier: Apache-2.0
package io.offshard.testcontainers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Offshard in a container, for tests of code that uses Kinesis: with a Kafka broker inside, or in
 * front of a Kafka cluster of the test's own. {@link #start()} returns when it is ready for calls.
 *
 * <p>It believes every signature, so clients may have any credentials. Not thread-safe, like its
 * superclass; many clients may call the server at the same time.
 */
public final class OffshardContainer extends GenericContainer<OffshardContainer> {
  private static final int API = 4567;
  private static final int MANAGEMENT = 4569;
  private static final String KEY_FILE = "/etc/offshard/token.key";

  /**
   * A container of an image with a broker, for instance {@code offshard:dev-with-broker}, or of any
   * image of Offshard if {@link #withKafka} follows.
   */
  public OffshardContainer(String image) {
    super(DockerImageName.parse(image));
    withExposedPorts(API, MANAGEMENT);
    waitingFor(Wait.forHttp("/readyz").forPort(MANAGEMENT).forStatusCode(200));
  }

  /**
   * Serves that Kafka cluster instead of a broker in the container.
   *
   * @param bootstrapServers host and port of one or more brokers, as this container can reach them
   */
  public OffshardContainer withKafka(String bootstrapServers) {
    return withEnv("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers)
        .withEnv("OFFSHARD_AUTH_MODE", "none")
        .withEnv("OFFSHARD_TOKENS_KEYS", "[{id: test, file: " + KEY_FILE + "}]")
        .withCopyToContainer(
            Transferable.of(
                (UUID.randomUUID().toString() + UUID.randomUUID())
                    .getBytes(StandardCharsets.UTF_8)),
            KEY_FILE)
        .withCommand("serve");
  }

  /** What clients take as the endpoint, while the container runs. */
  public URI endpoint() {
    return URI.create("http://" + getHost() + ":" + getMappedPort(API));
  }

  /** The region that stands in the names of streams; clients may say another. */
  public String region() {
    return "us-east-1";
  }

  /** An access key that works; any other does too. */
  public String accessKey() {
    return "test";
  }

  /** The secret key of {@link #accessKey()}. */
  public String secretKey() {
    return "test";
  }
}
