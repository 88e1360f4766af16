// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.http.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names the share of memory that a call is served from, by what its head shows before anything of
 * it is verified. Each caller who is known has a share, whichever of its keys and tokens it shows.
 * What else callers show is theirs to invent, and would be worth a new share each time: all others
 * are dealt out to a fixed number of shares, by the key or secret that they show, else by their
 * address. Thread-safe.
 */
public final class Payers {
  /** So many shares there are for those who are not known. */
  static final int OTHERS = 32;

  private final List<Function<Exchange, Optional<Principal>>> ways;

  private Payers(List<Function<Exchange, Optional<Principal>>> ways) {
    this.ways = List.copyOf(ways);
  }

  /** Where nobody is known. */
  public static Payers unknown() {
    return new Payers(List.of());
  }

  /**
   * Where the owners of those keys and tokens are known.
   *
   * @param listed tokens whose owners can be told at once, if there are any
   */
  public static Payers of(Credentials keys, Optional<? extends TokenOwners> listed) {
    SessionKeys secrets = new SessionKeys(keys);
    return new Payers(
        List.of(
            head ->
                Presented.accessKeyId(head).flatMap(id -> keys.find(id).map(AccessKey::principal)),
            head -> listed.flatMap(tokens -> Presented.token(head).flatMap(tokens::find)),
            secrets::owner));
  }

  /** The name of the share: few different ones, however many callers there are. */
  public String payer(Exchange head) {
    for (Function<Exchange, Optional<Principal>> way : ways) {
      Optional<Principal> known = way.apply(head);
      if (known.isPresent()) {
        return known.get().name();
      }
    }
    return "other/" + Math.floorMod(shown(head).hashCode(), OTHERS);
  }

  private static String shown(Exchange head) {
    return Presented.accessKeyId(head).or(() -> secret(head)).orElseGet(() -> address(head));
  }

  private static Optional<String> secret(Exchange head) {
    return Optional.ofNullable(head.headers().first(SessionKeys.HEADER))
        .or(() -> Presented.token(head))
        .or(() -> Optional.ofNullable(head.headers().first("Authorization")));
  }

  /** Without the port, which is another one for each connection. */
  private static String address(Exchange head) {
    return head.remote().substring(0, Math.max(0, head.remote().lastIndexOf(':')));
  }
}
