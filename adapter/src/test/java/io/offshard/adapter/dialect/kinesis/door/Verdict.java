// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import java.util.List;

/** What the door has to say to a body. */
sealed interface Verdict {

  /** It goes on to the operation. */
  record Passed() implements Verdict {}

  /** A value is not of its type. */
  record WrongType(String text) implements Verdict {}

  /** Constraints are broken: all that could be listed, in any order. */
  record Invalid(List<String> items) implements Verdict {}
}
