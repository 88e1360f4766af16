// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static java.util.stream.Collectors.toMap;

import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableDisabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableEnabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableRemoval;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import io.offshard.mapping.lineage.TableStream.Disabled;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a table's stream, and of what an event changes of it. Public only because a {@link
 * Struct} asks for it; use {@link LineageCodec}.
 *
 * @param label when it was enabled, in milliseconds since 1970; absent in events
 * @param starts where it begins, by partition
 * @param ends where it ends, by partition, once it has been disabled
 * @param disabled when that was, in milliseconds since 1970; absent in events
 */
public record TableEntry(
    String name,
    @Nullable String hash,
    @Nullable String range,
    @Nullable ViewType view,
    @Nullable String form,
    @Nullable Map<String, String> options,
    @Nullable Undecodable undecodable,
    @Nullable Long label,
    @Nullable Map<String, Long> starts,
    @Nullable Map<String, Long> ends,
    @Nullable Long disabled) {

  private static final MapShape<Long> OFFSETS = MapShape.of(Text.any(), Whole.ofLongFrom(0));

  static final Struct<TableEntry> SHAPE =
      Struct.of(
          TableEntry.class,
          Member.required("name", Text.any()),
          Member.of("hash", Text.any()),
          Member.of("range", Text.any()),
          Member.of("view", EnumText.of(ViewType.class)),
          Member.of("form", Text.any()),
          Member.of("options", MapShape.of(Text.any(), Text.any())),
          Member.of("undecodable", EnumText.of(Undecodable.class)),
          Member.of("label", Whole.ofLongFrom(Long.MIN_VALUE)),
          Member.of("starts", OFFSETS),
          Member.of("ends", OFFSETS),
          Member.of("disabled", Whole.ofLongFrom(Long.MIN_VALUE)));

  static TableEntry of(TableStream table) {
    Disabled end = table.disabled();
    return of(
        table.spec(),
        table.label().toEpochMilli(),
        table.starts(),
        end == null ? null : written(end.ends()),
        end == null ? null : end.at().toEpochMilli());
  }

  static TableEntry of(TableEnabling what) {
    return of(what.table(), null, what.starts(), null, null);
  }

  static TableEntry of(TableDisabling what) {
    return new TableEntry(
        what.table(), null, null, null, null, null, null, null, null, written(what.ends()), null);
  }

  static TableEntry of(TableRemoval what) {
    return new TableEntry(what.table(), null, null, null, null, null, null, null, null, null, null);
  }

  private static TableEntry of(
      TableSpec spec,
      @Nullable Long label,
      Map<Integer, Long> starts,
      @Nullable Map<String, Long> ends,
      @Nullable Long disabled) {
    return new TableEntry(
        spec.table(),
        spec.keys().hash(),
        spec.keys().range(),
        spec.view(),
        spec.form().form(),
        new TreeMap<>(spec.form().options()),
        spec.undecodable(),
        label,
        written(starts),
        ends,
        disabled);
  }

  TableEnabling enabling(String stream) {
    return new TableEnabling(stream, spec(), read(LineageCodec.need(starts, "starts")));
  }

  TableDisabling disabling(String stream) {
    return new TableDisabling(stream, name, read(LineageCodec.need(ends, "ends")));
  }

  TableRemoval removal(String stream) {
    return new TableRemoval(stream, name);
  }

  TableStream table() {
    return new TableStream(
        spec(),
        Instant.ofEpochMilli(LineageCodec.need(label, "label")),
        read(LineageCodec.need(starts, "starts")),
        disabled == null
            ? null
            : new Disabled(Instant.ofEpochMilli(disabled), read(LineageCodec.need(ends, "ends"))));
  }

  private TableSpec spec() {
    return new TableSpec(
        name,
        new KeySchema(LineageCodec.need(hash, "hash"), range),
        LineageCodec.need(view, "view"),
        new FormSpec(LineageCodec.need(form, "form"), LineageCodec.need(options, "options")),
        LineageCodec.need(undecodable, "undecodable"));
  }

  private static Map<String, Long> written(Map<Integer, Long> offsets) {
    Map<String, Long> sorted = new TreeMap<>();
    offsets.forEach((partition, offset) -> sorted.put(partition.toString(), offset));
    return sorted;
  }

  private static Map<Integer, Long> read(Map<String, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(toMap(each -> Integer.valueOf(each.getKey()), Map.Entry::getValue));
  }
}
