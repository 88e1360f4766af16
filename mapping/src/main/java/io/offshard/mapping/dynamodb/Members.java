// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;

/** The shapes and members that several operations share, with the constraints of the model. */
final class Members {
  static final Text ARN = Text.ofLength(37, 1024);
  static final Text TABLE = Text.ofLength(3, 255).matching("[a-zA-Z0-9_.-]+");
  static final Text SHARD = Text.ofLength(28, 65);
  static final Text NUMBER = Text.ofLength(21, 40);
  static final Text ITERATOR = Text.ofLength(1, 2048);

  /** The upper bounds have texts of their own. */
  static final Member<Integer> LIMIT = Member.of("Limit", Whole.ofIntFrom(1));

  static final Member<String> STREAM_ARN = Member.of("StreamArn", ARN);
  static final Member<String> TABLE_NAME = Member.of("TableName", TABLE);
  static final Member<String> SHOWN_ARN = Member.required("StreamArn", Text.any());
  static final Member<String> SHOWN_TABLE = Member.required("TableName", Text.any());

  private Members() {}
}
