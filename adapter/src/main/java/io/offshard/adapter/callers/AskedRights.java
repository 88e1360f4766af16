// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import static java.util.Objects.requireNonNull;

import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one user of Kafka may do, asked of Kafka by that user, and remembered for a while. All who
 * want to know at a time share a question. Who is not let in may do nothing. Bounded; thread-safe.
 */
final class AskedRights implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AskedRights.class);

  /** So many topics are remembered; beyond that all are asked for anew. */
  private static final int MOST = 10_000;

  private static final int PATIENCE_MILLIS = 4_000;

  /** A broker learns of a new topic within milliseconds; so often it is asked again. */
  private static final int ATTEMPTS = 5;

  private static final Duration PAUSE = Duration.ofMillis(50);

  /** What does no harm where a topic that is not seen is there after all. */
  private static final Set<TopicRight> HARMLESS = Set.of(TopicRight.DESCRIBE, TopicRight.WRITE);

  private final String user;
  private final Admin admin;
  private final Duration recheck;
  private final LongSupplier nanos;

  /** Empty for topics that are not there. */
  private final Map<String, Known<Optional<Set<AclOperation>>>> topics = new ConcurrentHashMap<>();

  private @Nullable Known<Set<String>> shown;

  private record Known<T>(CompletableFuture<T> answer, long asked) {}

  /**
   * Nothing is known.
   *
   * @param user what it is called in the log
   * @param admin comes to the brokers as that user; closed with this
   * @param recheck for so long an answer is remembered
   * @param nanos a clock like {@link System#nanoTime}
   */
  AskedRights(String user, Admin admin, Duration recheck, LongSupplier nanos) {
    this.user = user;
    this.admin = admin;
    this.recheck = recheck;
    this.nanos = nanos;
  }

  /** See {@link CallerClients#allow}. */
  boolean allow(String topic, Set<TopicRight> needed) {
    if (needed.equals(Set.of(TopicRight.CREATE))) {
      return mayCreate(topic);
    }
    return operations(topic, HARMLESS.containsAll(needed) ? 1 : ATTEMPTS)
        .map(may -> needed.stream().allMatch(each -> may.contains(operation(each))))
        .orElse(true); // there is nothing to be denied: Kafka has said so to who may know
  }

  private static AclOperation operation(TopicRight right) {
    return AclOperation.valueOf(right.name());
  }

  /** What the user may do with a topic; empty when it is not there. */
  private Optional<Set<AclOperation>> operations(String topic, int attempts) {
    for (int attempt = 1; ; attempt++) {
      Optional<Set<AclOperation>> found = await(known(topic).answer());
      if (found.isPresent() || attempt == attempts) {
        return found;
      }
      pause();
    }
  }

  private Known<Optional<Set<AclOperation>>> known(String topic) {
    if (topics.size() >= MOST) {
      topics.clear();
    }
    return requireNonNull(
        topics.compute(
            topic,
            (_, known) ->
                known != null && isFresh(known) && !isEmpty(known)
                    ? known
                    : new Known<>(describe(topic), nanos.getAsLong())));
  }

  private static boolean isEmpty(Known<Optional<Set<AclOperation>>> known) {
    return known.answer().isDone() && known.answer().join().isEmpty();
  }

  private boolean isFresh(Known<?> known) {
    return nanos.getAsLong() - known.asked() < recheck.toNanos()
        && !known.answer().isCompletedExceptionally();
  }

  private CompletableFuture<Optional<Set<AclOperation>>> describe(String topic) {
    DescribeTopicsOptions options =
        new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(PATIENCE_MILLIS);
    return orNothing(
        () ->
            requireNonNull(
                    admin.describeTopics(List.of(topic), options).topicNameValues().get(topic))
                .thenApply(found -> Optional.of(requireNonNull(found.authorizedOperations()))),
        problem ->
            problem instanceof UnknownTopicOrPartitionException
                    || problem instanceof InvalidTopicException
                ? Optional.empty()
                : Optional.of(Set.of()));
  }

  /** The answer, or what it is instead for whom Kafka refuses it. */
  private <T> CompletableFuture<T> orNothing(
      Supplier<KafkaFuture<T>> question, Function<Throwable, T> refused) {
    return question
        .get()
        .toCompletionStage()
        .toCompletableFuture()
        .exceptionally(
            thrown -> {
              Throwable cause = thrown.getCause();
              Throwable problem =
                  thrown instanceof CompletionException && cause != null ? cause : thrown;
              if (problem instanceof AuthenticationException) {
                log.warn("Kafka does not let {} in: {}", user, problem.getMessage());
              }
              if (isRefusal(problem)) {
                return refused.apply(problem);
              }
              throw new CompletionException(problem);
            });
  }

  private static boolean isRefusal(Throwable problem) {
    return problem instanceof AuthenticationException
        || problem instanceof AuthorizationException
        || problem instanceof UnknownTopicOrPartitionException
        || problem instanceof InvalidTopicException;
  }

  /** Kafka looks at the right first; what else is wrong with such a topic is not asked for here. */
  private boolean mayCreate(String topic) {
    NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty());
    CreateTopicsOptions options =
        new CreateTopicsOptions().validateOnly(true).timeoutMs(PATIENCE_MILLIS);
    try {
      return await(
          orNothing(
              () ->
                  requireNonNull(admin.createTopics(List.of(wanted), options).values().get(topic))
                      .thenApply(_ -> true),
              InvalidTopicException.class::isInstance));
    } catch (StreamFaultException e) {
      if (e.getCause() instanceof TopicExistsException
          || e.getCause() instanceof PolicyViolationException
          || e.getCause() instanceof InvalidReplicationFactorException) {
        return true;
      }
      throw e;
    }
  }

  /** See {@link CallerClients#show}. */
  boolean show(String topic) {
    return await(shown().answer()).contains(topic);
  }

  private synchronized Known<Set<String>> shown() {
    Known<Set<String>> known = shown;
    if (known == null || !isFresh(known)) {
      ListTopicsOptions options = new ListTopicsOptions().timeoutMs(PATIENCE_MILLIS);
      known =
          new Known<>(
              orNothing(() -> admin.listTopics(options).names(), _ -> Set.of()), nanos.getAsLong());
      shown = known;
    }
    return known;
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw Answers.unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answers.unavailable(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answers.unavailable(e);
    }
  }

  /** See {@link CallerClients#forget}. */
  void forget(String topic) {
    topics.remove(topic);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
