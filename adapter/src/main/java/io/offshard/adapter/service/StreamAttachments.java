// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.ConsumerExists;
import io.offshard.adapter.service.StreamFault.NoSuchConsumer;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.NotActive;
import io.offshard.adapter.service.StreamFault.TooManyConsumerTags;
import io.offshard.adapter.service.StreamFault.TooManyConsumers;
import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Attachment;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerTags;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Deregistration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Registration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.StreamPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.lineage.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Registers applications that are to have the records of a stream pushed to them, and changes what
 * else hangs on a stream. What a method has done is decided in the lineage log when it returns, and
 * every replica shows it. What would come to nothing is told without being written. Thread-safe.
 */
public final class StreamAttachments {
  private final LineageStore store;
  private final int consumerLimit;
  private final Supplier<UUID> ids;

  /**
   * What hangs on the streams of the log.
   *
   * @param consumerLimit how many consumers a stream may have
   * @param ids gives a new random id for each change
   */
  public StreamAttachments(LineageStore store, int consumerLimit, Supplier<UUID> ids) {
    this.store = store;
    this.consumerLimit = consumerLimit;
    this.ids = ids;
  }

  /**
   * Registers a consumer.
   *
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotActive}, {@link
   *     ConsumerExists}, {@link TooManyConsumers} or {@link StreamFault.Unavailable}
   */
  public StreamConsumer register(String stream, String name, Map<String, String> tags) {
    Registration registration = new Registration(stream, name, tags);
    Lineage before = Proposals.find(store.latest(), stream);
    if (before.verdict(registration) == Verdict.ACCEPTED
        && before.attached().consumers().size() >= consumerLimit) {
      throw new StreamFaultException(new TooManyConsumers(stream, consumerLimit));
    }
    declare(before, registration, name);
    return Proposals.find(store.current(), stream)
        .attached()
        .consumer(name)
        .orElseThrow(() -> new StreamFaultException(new NoSuchConsumer(stream, name)));
  }

  /**
   * Ends a consumer.
   *
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NoSuchConsumer} or {@link
   *     StreamFault.Unavailable}
   */
  public void deregister(String stream, ConsumerId consumer) {
    declare(
        Proposals.find(store.latest(), stream),
        new Deregistration(stream, consumer),
        consumer.name());
  }

  /**
   * Takes tags from a consumer and gives it others.
   *
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotActive}, {@link
   *     NoSuchConsumer}, {@link TooManyConsumerTags} or {@link StreamFault.Unavailable}
   */
  public void tag(
      String stream, ConsumerId consumer, Map<String, String> put, Set<String> removed) {
    declare(
        Proposals.find(store.latest(), stream),
        new ConsumerTags(consumer, new Tags(stream, put, removed)),
        consumer.name());
  }

  /**
   * Says who else may use a stream; it is kept as it is.
   *
   * @param text null for nobody
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotActive} or {@link
   *     StreamFault.Unavailable}
   */
  public void allow(String stream, @Nullable String text) {
    declare(Proposals.find(store.latest(), stream), new StreamPolicy(stream, text), "");
  }

  /**
   * The same for a consumer.
   *
   * @throws StreamFaultException as for a stream, and with {@link NoSuchConsumer}
   */
  public void allow(String stream, ConsumerId consumer, @Nullable String text) {
    declare(
        Proposals.find(store.latest(), stream),
        new ConsumerPolicy(stream, consumer, text),
        consumer.name());
  }

  private void declare(Lineage stream, Attachment what, String consumer) {
    if (changes(stream.verdict(what), stream, consumer)) {
      Verdict verdict = store.append(new Declare(ids.get(), what));
      if (verdict != Verdict.ACCEPTED) {
        boolean _ = changes(verdict, Proposals.find(store.current(), stream.name()), consumer);
      }
    }
  }

  private static boolean changes(Verdict verdict, Lineage stream, String consumer) {
    String name = stream.name();
    return Proposals.changes(
        verdict,
        stream,
        Map.of(
            Verdict.CONSUMER_EXISTS, new ConsumerExists(name, consumer),
            Verdict.NO_SUCH_CONSUMER, new NoSuchConsumer(name, consumer),
            Verdict.TOO_MANY_TAGS, new TooManyConsumerTags(name, consumer)));
  }
}
