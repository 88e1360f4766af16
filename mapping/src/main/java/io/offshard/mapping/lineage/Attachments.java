// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageEvent.Declaration.Attachment;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerTags;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Deregistration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Registration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.StreamPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableDisabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableEnabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableRemoval;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on a stream and goes with it: its consumers, and who else may use it. Immutable.
 *
 * @param consumers by name
 * @param policy who else may use the stream, as the owner has written it; null without
 * @param tables whose changes the stream's records are
 */
public record Attachments(
    List<StreamConsumer> consumers, @Nullable String policy, TableStreams tables) {

  /** Of a new stream. */
  public static final Attachments NONE = new Attachments(List.of(), null, TableStreams.NONE);

  public Attachments {
    consumers = List.copyOf(consumers);
  }

  /** The consumer that is registered under that name. */
  public Optional<StreamConsumer> consumer(String name) {
    return consumers.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** That very consumer, if it is registered still. */
  public Optional<StreamConsumer> consumer(ConsumerId id) {
    return consumers.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  Verdict verdict(Attachment what) {
    return switch (what) {
      case Registration(String stream, String name, Map<String, String> tags) ->
          consumer(name).isEmpty() ? Verdict.ACCEPTED : Verdict.CONSUMER_EXISTS;
      case Deregistration(String stream, ConsumerId id) -> judged(id, found -> Verdict.ACCEPTED);
      case ConsumerTags(ConsumerId id, Tags tags) ->
          judged(id, found -> tags.verdict(found.tags()));
      case StreamPolicy(String stream, String text) -> verdict(policy, text);
      case ConsumerPolicy(String stream, ConsumerId id, String text) ->
          judged(id, found -> verdict(found.policy(), text));
      case TableEnabling enabling -> tables.verdict(enabling);
      case TableDisabling disabling -> tables.verdict(disabling);
      case TableRemoval removal -> tables.verdict(removal);
    };
  }

  private Verdict judged(ConsumerId id, Function<StreamConsumer, Verdict> judge) {
    return consumer(id).map(judge).orElse(Verdict.NO_SUCH_CONSUMER);
  }

  private static Verdict verdict(@Nullable String before, @Nullable String policy) {
    return Objects.equals(before, policy) ? Verdict.UNCHANGED : Verdict.ACCEPTED;
  }

  /**
   * What comes of it by something that has been accepted.
   *
   * @param second the creation second of a consumer that is new
   * @param at when it happens
   */
  Attachments with(Attachment what, long second, Instant at) {
    return switch (what) {
      case Registration(String stream, String name, Map<String, String> tags) ->
          with(new StreamConsumer(new ConsumerId(name, second), tags, null));
      case Deregistration(String stream, ConsumerId id) -> changed(id, found -> Stream.empty());
      case ConsumerTags(ConsumerId id, Tags tags) ->
          changed(id, found -> Stream.of(found.withTags(tags.on(found.tags()))));
      case StreamPolicy(String stream, String text) -> new Attachments(consumers, text, tables);
      case ConsumerPolicy(String stream, ConsumerId id, String text) ->
          changed(id, found -> Stream.of(found.withPolicy(text)));
      case TableEnabling enabling -> new Attachments(consumers, policy, tables.with(enabling, at));
      case TableDisabling end -> new Attachments(consumers, policy, tables.with(end, at));
      case TableRemoval end -> new Attachments(consumers, policy, tables.without(end.table()));
    };
  }

  private Attachments with(StreamConsumer added) {
    return new Attachments(
        Stream.concat(consumers.stream(), Stream.of(added))
            .sorted(Comparator.comparing(StreamConsumer::name))
            .toList(),
        policy,
        tables);
  }

  private Attachments changed(
      ConsumerId id, Function<StreamConsumer, Stream<StreamConsumer>> change) {
    return new Attachments(
        consumers.stream()
            .flatMap(each -> each.id().equals(id) ? change.apply(each) : Stream.of(each))
            .toList(),
        policy,
        tables);
  }
}
