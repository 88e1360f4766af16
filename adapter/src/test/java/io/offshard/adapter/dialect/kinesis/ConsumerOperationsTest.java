// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.kinesis.Consumer;
import io.offshard.mapping.kinesis.ConsumerDescription;
import io.offshard.mapping.kinesis.ConsumerStatus;
import io.offshard.mapping.kinesis.DeleteStream;
import io.offshard.mapping.kinesis.DeregisterStreamConsumer;
import io.offshard.mapping.kinesis.DescribeStreamConsumer;
import io.offshard.mapping.kinesis.ListStreamConsumers;
import io.offshard.mapping.kinesis.RegisterStreamConsumer;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The operations on consumers, which are done when they answer. */
class ConsumerOperationsTest extends SettingsWorld {
  private static final String NONE_ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/none";
  private static final String INVALID = "InvalidArgumentException";

  private final PageTokens tokens =
      new PageTokens(
          new TokenCodec(
              () -> new Keyring(List.of(new SigningKey("test", new byte[32]))),
              TokenDialect.KINESIS),
          Clock.systemUTC(),
          new TokenWords());

  private Consumer register(String arn, String name) {
    return ask(
            new RegisterStreamConsumerOperation(attachments, lookup, account)::handle,
            new RegisterStreamConsumer.Request(arn, name, null, null))
        .consumer();
  }

  private void deregister(@Nullable String arn, @Nullable String name, @Nullable String consumer) {
    tell(
        new DeregisterStreamConsumerOperation(attachments, consumers)::handle,
        new DeregisterStreamConsumer.Request(arn, name, consumer, null));
  }

  private ConsumerDescription describe(
      @Nullable String arn, @Nullable String name, @Nullable String consumer) {
    return ask(
            new DescribeStreamConsumerOperation(consumers, account)::handle,
            new DescribeStreamConsumer.Request(arn, name, consumer, null))
        .consumerDescription();
  }

  private ListStreamConsumers.Response list(
      String arn, @Nullable String token, @Nullable Integer most, @Nullable Instant created) {
    return ask(
        new ListStreamConsumersOperation(lookup, account, tokens)::handle,
        new ListStreamConsumers.Request(arn, token, most, created, null));
  }

  private static List<String> names(ListStreamConsumers.Response page) {
    return Objects.requireNonNull(page.consumers()).stream().map(Consumer::consumerName).toList();
  }

  @Test
  void aConsumerIsCreatingInTheAnswerAndActiveAfterwards() {
    Consumer made = register(ARN, "app");
    long second = made.consumerCreationTimestamp().getEpochSecond();
    String arn = ARN + "/consumer/app:" + second;

    assertThat(made)
        .isEqualTo(
            new Consumer("app", arn, ConsumerStatus.CREATING, made.consumerCreationTimestamp()));
    assertThat(describe(null, null, arn))
        .isEqualTo(
            new ConsumerDescription(
                "app", arn, ConsumerStatus.ACTIVE, made.consumerCreationTimestamp(), ARN));
    assertThat(describe(ARN, "app", null)).isEqualTo(describe(null, null, arn));
    assertThat(describe(ARN, "app", arn)).isEqualTo(describe(null, null, arn));
    assertThat(summary().consumerCount()).isEqualTo(1);
  }

  @Test
  void aConsumerIsGoneWhenItsEndIsAnswered() {
    String first = register(ARN, "app").consumerArn();
    deregister(null, null, first);

    assertNotFound(() -> describe(null, null, first));
    assertNotFound(() -> deregister(ARN, "app", null));
    String second = register(ARN, "app").consumerArn();
    assertThat(second).isNotEqualTo(first);
    assertNotFound(() -> deregister(null, null, first));
    deregister(ARN, "app", second);
    assertThat(names(list(ARN, null, null, null))).isEmpty();
  }

  @Test
  void aConsumerMustBeNamedInOneWayOrInWaysThatGoTogether() {
    String arn = register(ARN, "app").consumerArn();
    String foreign = "arn:aws:kinesis:us-east-1:111111111111:stream/orders/consumer/app:1";

    assertRefused(() -> describe(null, null, null), INVALID, "should be provided");
    assertRefused(() -> describe(ARN, null, null), INVALID, "should be provided");
    assertRefused(() -> describe(null, "app", null), INVALID, "should be provided");
    assertRefused(() -> describe(null, "other", arn), INVALID, "different consumers");
    assertRefused(() -> describe(NONE_ARN, "app", arn), INVALID, "different consumers");
    assertNotFound(() -> describe(null, null, foreign));
    assertNotFound(() -> describe(null, null, arn + "0"));
    assertNotFound(() -> describe(NONE_ARN, "app", null));
  }

  @Test
  void aNameIsTakenOnceAndAStreamHasSoManyConsumers() {
    register(ARN, "a");
    register(ARN, "b");
    register(ARN, "c");

    assertRefused(() -> register(ARN, "a"), "ResourceInUseException", "already exists");
    assertRefused(() -> register(ARN, "d"), "LimitExceededException", "limit of 3");
    assertNotFound(() -> register(NONE_ARN, "a"));
    deregister(ARN, "a", null);
    register(ARN, "d");
    assertThat(names(list(ARN, null, null, null))).containsExactly("b", "c", "d");
  }

  @Test
  void tagsOfANewConsumerAreChecked() {
    Map<String, String> many =
        IntStream.range(0, 51).boxed().collect(toMap(i -> "k" + i, String::valueOf));

    assertRefused(() -> register(Map.of("<", "")), INVALID, "invalid characters");
    assertRefused(() -> register(many), INVALID, "more than 50 tags");
    register(Map.of("k", "v"));
    assertThat(catalog.describe(S).attached().consumer("app").orElseThrow().tags())
        .isEqualTo(Map.of("k", "v"));
  }

  private void register(Map<String, String> tags) {
    var _ =
        ask(
            new RegisterStreamConsumerOperation(attachments, lookup, account)::handle,
            new RegisterStreamConsumer.Request(ARN, "app", null, tags));
  }

  @Test
  void consumersAreListedByNameInPages() {
    register(ARN, "c");
    register(ARN, "a");
    register(ARN, "b");
    Instant created = described().streamCreationTimestamp();

    ListStreamConsumers.Response first = list(ARN, null, 2, created);
    assertThat(names(first)).containsExactly("a", "b");
    deregister(ARN, "b", null);
    ListStreamConsumers.Response rest = list(ARN, first.nextToken(), 2, null);
    assertThat(names(rest)).containsExactly("c");
    assertThat(rest.nextToken()).isNull();
    assertThat(rest.consumers())
        .allSatisfy(
            consumer -> assertThat(consumer.consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE));
  }

  @Test
  void aTokenIsForOneStreamAndStandsForTheRest() {
    register(ARN, "a");
    register(ARN, "b");
    String token = list(ARN, null, 1, null).nextToken();
    streams.create("t", 1, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()));
    executor.runAll();

    assertRefused(() -> list(ARN.replace(S, "t"), token, 1, null), INVALID, "Invalid NextToken");
    assertRefused(
        () -> list(ARN, token, 1, Instant.EPOCH), INVALID, "NextToken and StreamCreationTimestamp");
    assertRefused(() -> list(ARN, "no", 1, null), INVALID, "Invalid NextToken");
    assertNotFound(() -> list(ARN, null, 1, Instant.EPOCH));
    assertNotFound(() -> list(NONE_ARN, null, 1, null));
  }

  @Test
  void aStreamWithConsumersIsDeletedOnlyWhenThatIsEnforced() {
    register(ARN, "a");

    assertRefused(() -> delete(null), "ResourceInUseException", "DeleteStream can't delete " + ARN);
    assertRefused(() -> delete(false), "ResourceInUseException", "EnforceConsumerDeletion");
    delete(true);
    executor.runAll();
    assertNotFound(() -> describe(ARN, "a", null));
  }

  private void delete(@Nullable Boolean enforced) {
    tell(
        new DeleteStreamOperation(streams, lookup)::handle,
        new DeleteStream.Request(S, enforced, null, null));
  }
}
