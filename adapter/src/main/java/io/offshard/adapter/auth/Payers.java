// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.http.Exchange;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Names the share of memory that a call is served from, by what its head shows before anything of
 * it is verified. The access keys of the credentials file have a share each. What else callers show
 * is theirs to invent, and would be worth a new share each time: all others are dealt out to a
 * fixed number of shares, by the key or secret that they show, else by their address. Thread-safe.
 */
public final class Payers {
  /** So many shares there are for those who are not known. */
  static final int OTHERS = 32;

  private final Predicate<String> known;

  private Payers(Predicate<String> known) {
    this.known = known;
  }

  /** Where nobody is known. */
  public static Payers unknown() {
    return new Payers(id -> false);
  }

  /** Where the owners of those keys are known. */
  public static Payers of(Credentials keys) {
    return new Payers(id -> keys.find(id).isPresent());
  }

  /** The name of the share: few different ones, however many callers there are. */
  public String payer(Exchange head) {
    Optional<String> id = Presented.accessKeyId(head);
    return id.isPresent() && known.test(id.get())
        ? id.get()
        : "other/"
            + Math.floorMod(
                id.or(() -> secret(head)).orElseGet(() -> address(head)).hashCode(), OTHERS);
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
