// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a stream's consumers, policy and tables in a snapshot. Public only because a {@link
 * Struct} asks for it; use {@link LineageCodec}.
 */
public record AttachmentsEntry(
    List<ConsumerEntry> consumers, @Nullable String policy, @Nullable List<TableEntry> tables) {

  static final Struct<AttachmentsEntry> SHAPE =
      Struct.of(
          AttachmentsEntry.class,
          Member.required("consumers", ListShape.of(ConsumerEntry.SHAPE)),
          Member.of("policy", Text.any()),
          Member.of("tables", ListShape.of(TableEntry.SHAPE)));

  /** Null where there are none. */
  static @Nullable AttachmentsEntry of(Attachments attached) {
    return attached.equals(Attachments.NONE)
        ? null
        : new AttachmentsEntry(
            attached.consumers().stream().map(ConsumerEntry::of).toList(),
            attached.policy(),
            attached.tables().equals(TableStreams.NONE)
                ? null
                : attached.tables().all().stream().map(TableEntry::of).toList());
  }

  Attachments attachments() {
    return new Attachments(
        consumers.stream().map(ConsumerEntry::consumer).toList(),
        policy,
        tables == null
            ? TableStreams.NONE
            : new TableStreams(tables.stream().map(TableEntry::table).toList()));
  }
}
