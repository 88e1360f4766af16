// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

/** What an operation does. Called by many virtual threads at once, and free to block. */
@FunctionalInterface
public interface Handler<I extends Record, O extends Record> {
  /**
   * Carries out one call.
   *
   * @throws Refusal to answer with an error of the API; anything else thrown is an internal
   *     failure, and logged
   */
  O handle(Call<I> call);
}
