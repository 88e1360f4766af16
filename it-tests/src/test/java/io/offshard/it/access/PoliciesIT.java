// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.offshard.it.client.LiveStream;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Ann owns the streams; bob, with keys of his own, may do what rules and policies allow. */
@TestInstance(Lifecycle.PER_CLASS)
final class PoliciesIT {
  private static final String SHARD = "shardId-000000000000";

  private final String open = StreamNames.fresh("open");
  private final String closed = StreamNames.fresh("closed");
  private final String rules =
      """
        - effect: allow
          principals: [bob]
          actions: ['kinesis:PutRecord', 'kinesis:Describe*', 'kinesis:Get*']
          streams: ['%1$s']
        - {effect: allow, principals: [bob], actions: ['kinesis:ListStreams'], streams: ['*']}
        - {effect: deny, principals: [bob], actions: ['kinesis:DescribeStreamSummary'], streams: ['*']}
        - {effect: allow, principals: [bob], actions: ['v3io:GetObject'], streams: ['all/', '%1$s']}
      """
          .formatted(open);

  private GuardedServer guarded;
  private KinesisClient ann;
  private KinesisClient bob;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    guarded =
        new GuardedServer(
            directory, rules, Map.of("OFFSHARD_V3IO_CONTAINERS", "[{name: all, prefix: ''}]"));
    ann = guarded.kinesis("ann");
    bob = guarded.kinesis("bob");
    for (String stream : new String[] {open, closed}) {
      LiveStream.create(ann, stream, 1, request -> {});
      put(ann, stream);
    }
  }

  @AfterAll
  void stop() {
    ann.close();
    bob.close();
    guarded.close();
  }

  private static void put(KinesisClient client, String stream) {
    client.putRecord(
        request ->
            request.streamName(stream).partitionKey("k").data(SdkBytes.fromUtf8String("hello")));
  }

  private static String iterator(KinesisClient client, String stream) {
    return client
        .getShardIterator(
            request ->
                request
                    .streamName(stream)
                    .shardId(SHARD)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  private static String arn(String stream) {
    return "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream;
  }

  private void assertDenied(ThrowingCallable call, String action, String arn, String why) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AccessDeniedException.class,
            denied -> {
              assertThat(denied.statusCode()).isEqualTo(400);
              assertThat(denied.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "User: arn:aws:iam::000000000000:user/bob is not authorized to perform: "
                          + action
                          + " on resource: "
                          + arn
                          + " "
                          + why);
            });
  }

  private static String noRule(String action) {
    return "because no identity-based policy allows the " + action + " action";
  }

  @Test
  void aCallerMayDoWhatRulesAllowAndNothingElse() {
    put(bob, open);
    assertThat(bob.getRecords(request -> request.shardIterator(iterator(bob, open))).records())
        .isNotEmpty();
    assertDenied(
        () -> put(bob, closed), "kinesis:PutRecord", arn(closed), noRule("kinesis:PutRecord"));
    assertDenied(
        () -> bob.deleteStream(request -> request.streamName(open)),
        "kinesis:DeleteStream",
        arn(open),
        noRule("kinesis:DeleteStream"));
    assertDenied(
        () -> bob.describeStreamSummary(request -> request.streamName(open)),
        "kinesis:DescribeStreamSummary",
        arn(open),
        "with an explicit deny in an identity-based policy");
  }

  @Test
  void aStreamThatIsNotThereIsDeniedInTheSameWords() {
    assertDenied(
        () -> bob.describeStream(request -> request.streamName("nowhere")),
        "kinesis:DescribeStream",
        arn("nowhere"),
        noRule("kinesis:DescribeStream"));
  }

  @Test
  void theIteratorOfAnotherCallerIsOfNoUse() {
    String annsIterator = iterator(ann, closed);

    assertDenied(
        () -> bob.getRecords(request -> request.shardIterator(annsIterator)),
        "kinesis:GetRecords",
        arn(closed),
        noRule("kinesis:GetRecords"));
    assertThat(ann.getRecords(request -> request.shardIterator(annsIterator)).records()).hasSize(1);
  }

  @Test
  void aListingShowsWhatItsCallerMayDoAnythingWith() {
    assertThat(ann.listStreams().streamNames()).contains(open, closed);
    assertThat(bob.listStreams().streamNames()).contains(open).doesNotContain(closed);
    ListStreamsResponse page = bob.listStreams(request -> request.limit(1));
    assertThat(page.streamNames()).doesNotContain(closed);
    assertThat(page.streamSummaries()).hasSameSizeAs(page.streamNames());
  }

  @Test
  void changedRulesHoldWithoutARestart() throws IOException {
    String stream = StreamNames.fresh("later");
    LiveStream.create(ann, stream, 1, request -> {});
    assertThatThrownBy(() -> put(bob, stream)).isInstanceOf(AccessDeniedException.class);

    guarded.allow(
        rules
            + "  - {effect: allow, principals: [bob], actions: ['kinesis:Put*'], streams: ['%s']}\n"
                .formatted(stream));
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptionsInstanceOf(AccessDeniedException.class)
        .untilAsserted(() -> put(bob, stream));
  }

  @Test
  void aStreamsOwnPolicyLetsInAndShutsOut() {
    String stream = StreamNames.fresh("shared");
    LiveStream.create(ann, stream, 1, request -> {});
    putPolicy(stream, "Allow", "bob");
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptionsInstanceOf(AccessDeniedException.class)
        .untilAsserted(() -> put(bob, stream));
    assertThatThrownBy(() -> iterator(bob, stream)).isInstanceOf(AccessDeniedException.class);

    putPolicy(stream, "Deny", "ann");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> put(ann, stream))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("with an explicit deny in a resource-based policy"));
    assertThatThrownBy(() -> put(bob, stream)).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void aStreamsOwnPolicyKeepsNobodyFromChangingIt() {
    String stream = StreamNames.fresh("locked");
    LiveStream.create(ann, stream, 1, request -> {});
    String nobody =
        """
        {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]}
        """;
    ann.putResourcePolicy(request -> request.resourceARN(arn(stream)).policy(nobody));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> put(ann, stream))
                    .isInstanceOf(AccessDeniedException.class));

    assertThatThrownBy(() -> bob.deleteResourcePolicy(request -> request.resourceARN(arn(stream))))
        .isInstanceOf(AccessDeniedException.class);
    ann.deleteResourcePolicy(request -> request.resourceARN(arn(stream)));
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptionsInstanceOf(AccessDeniedException.class)
        .untilAsserted(() -> put(ann, stream));
  }

  private void putPolicy(String stream, String effect, String caller) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "%s",
          "Principal": {"AWS": "arn:aws:iam::000000000000:user/%s"},
          "Action": "kinesis:PutRecord", "Resource": "%s"}]}
        """
            .formatted(effect, caller, arn(stream));
    ann.putResourcePolicy(request -> request.resourceARN(arn(stream)).policy(policy));
  }

  private String container(String caller) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(guarded.server().endpoint().resolve("/all/"))
                  .header("X-v3io-session-key", "secret-of-" + caller)
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void aContainerShowsACallerTheStreamsThatItMayDoAnythingWith()
      throws IOException, InterruptedException {
    assertThat(container("ann")).contains(open, closed);
    assertThat(container("bob")).contains(open).doesNotContain(closed);
  }
}
