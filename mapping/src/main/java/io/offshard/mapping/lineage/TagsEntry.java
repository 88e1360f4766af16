// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON of tags that are put on a stream and taken from it. Public only because a {@link Struct}
 * asks for it; use {@link LineageCodec}.
 */
public record TagsEntry(Map<String, String> put, List<String> removed) {

  static final Struct<TagsEntry> SHAPE =
      Struct.of(
          TagsEntry.class,
          Member.required("put", MapShape.of(Text.any(), Text.any())),
          Member.required("removed", ListShape.of(Text.any())));

  static TagsEntry of(Tags tags) {
    return new TagsEntry(tags.put(), tags.removed().stream().sorted().toList());
  }

  Tags tags(String stream) {
    return new Tags(stream, put, Set.copyOf(removed));
  }
}
