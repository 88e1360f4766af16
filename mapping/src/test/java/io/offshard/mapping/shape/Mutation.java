// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A few changes to a body: bytes overwritten, the rest cut off, a piece repeated. */
public record Mutation(List<Change> changes) {

  /** One change, somewhere: places are taken modulo the length. */
  public record Change(Kind kind, int place, byte with) {}

  /** What happens there. */
  public enum Kind {
    OVERWRITE,
    CUT,
    REPEAT
  }

  /** Between one and three changes. */
  public static Arbitrary<Mutation> any() {
    return Combinators.combine(
            Arbitraries.of(Kind.values()),
            Arbitraries.integers().between(0, 4096).withoutEdgeCases(),
            Arbitraries.bytes())
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(Mutation::new);
  }

  /** The changed copy. */
  public byte[] of(byte[] body) {
    byte[] changed = body.clone();
    for (Change change : changes) {
      int place = changed.length == 0 ? 0 : change.place() % changed.length;
      switch (change.kind()) {
        case OVERWRITE -> overwrite(changed, place, change.with());
        case CUT -> changed = Arrays.copyOf(changed, place);
        case REPEAT -> changed = repeat(changed, place);
      }
    }
    return changed;
  }

  private static void overwrite(byte[] body, int place, byte with) {
    if (place < body.length) {
      body[place] = with;
    }
  }

  private static byte[] repeat(byte[] body, int from) {
    byte[] longer = Arrays.copyOf(body, body.length + body.length - from);
    System.arraycopy(body, from, longer, body.length, body.length - from);
    return longer;
  }
}
