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
import io.offshard.mapping.lineage.LogEntry.Kind;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of what an event changes of a stream's consumers and policies. Public only because a
 * {@link Struct} asks for it; use {@link LineageCodec}.
 *
 * @param consumer the name of the consumer that it is about, if it is about one
 * @param createdSecond when that one was registered; absent where it is new
 * @param tags of a consumer
 * @param policy absent where there shall be none
 * @param table what it is about, if it is about a table
 */
public record AttachmentEntry(
    @Nullable String consumer,
    @Nullable Long createdSecond,
    @Nullable TagsEntry tags,
    @Nullable String policy,
    @Nullable TableEntry table) {

  static final Struct<AttachmentEntry> SHAPE =
      Struct.of(
          AttachmentEntry.class,
          Member.of("consumer", Text.any()),
          Member.of("createdSecond", Whole.ofLongFrom(0)),
          Member.of("tags", TagsEntry.SHAPE),
          Member.of("policy", Text.any()),
          Member.of("table", TableEntry.SHAPE));

  static Kind kind(Attachment attachment) {
    return switch (attachment) {
      case Registration registration -> Kind.DECLARE_REGISTRATION;
      case Deregistration deregistration -> Kind.DECLARE_DEREGISTRATION;
      case ConsumerTags tags -> Kind.DECLARE_CONSUMER_TAGS;
      case StreamPolicy policy -> Kind.DECLARE_STREAM_POLICY;
      case ConsumerPolicy policy -> Kind.DECLARE_CONSUMER_POLICY;
      case TableEnabling enabling -> Kind.DECLARE_TABLE_ENABLING;
      case TableDisabling disabling -> Kind.DECLARE_TABLE_DISABLING;
      case TableRemoval removal -> Kind.DECLARE_TABLE_REMOVAL;
    };
  }

  static AttachmentEntry of(Attachment attachment) {
    return switch (attachment) {
      case Registration(String stream, String name, Map<String, String> tags) ->
          new AttachmentEntry(
              name, null, TagsEntry.of(new Tags(stream, tags, Set.of())), null, null);
      case Deregistration(String stream, ConsumerId id) -> of(id, null, null);
      case ConsumerTags(ConsumerId id, Tags tags) -> of(id, TagsEntry.of(tags), null);
      case StreamPolicy(String stream, String text) ->
          new AttachmentEntry(null, null, null, text, null);
      case ConsumerPolicy(String stream, ConsumerId id, String text) -> of(id, null, text);
      case TableEnabling enabling -> of(TableEntry.of(enabling));
      case TableDisabling disabling -> of(TableEntry.of(disabling));
      case TableRemoval removal -> of(TableEntry.of(removal));
    };
  }

  private static AttachmentEntry of(TableEntry table) {
    return new AttachmentEntry(null, null, null, null, table);
  }

  private static AttachmentEntry of(
      ConsumerId id, @Nullable TagsEntry tags, @Nullable String policy) {
    return new AttachmentEntry(id.name(), id.createdSecond(), tags, policy, null);
  }

  Registration registration(String stream) {
    return new Registration(stream, needConsumer(), needTags(stream).put());
  }

  Deregistration deregistration(String stream) {
    return new Deregistration(stream, needId());
  }

  ConsumerTags consumerTags(String stream) {
    return new ConsumerTags(needId(), needTags(stream));
  }

  StreamPolicy streamPolicy(String stream) {
    return new StreamPolicy(stream, policy);
  }

  ConsumerPolicy consumerPolicy(String stream) {
    return new ConsumerPolicy(stream, needId(), policy);
  }

  TableEntry needTable() {
    return LineageCodec.need(table, "table");
  }

  private String needConsumer() {
    return LineageCodec.need(consumer, "consumer");
  }

  private ConsumerId needId() {
    return new ConsumerId(needConsumer(), LineageCodec.need(createdSecond, "createdSecond"));
  }

  private Tags needTags(String stream) {
    return LineageCodec.need(tags, "tags").tags(stream);
  }
}
