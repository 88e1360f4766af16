// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

/**
 * What an operation without an answer does: success is an empty body. Otherwise as {@link Handler}.
 */
@FunctionalInterface
public interface VoidHandler<I extends Record> {
  /**
   * Carries out one call.
   *
   * @throws Refusal to answer with an error of the API; anything else thrown is an internal
   *     failure, and logged
   */
  void handle(Call<I> call);
}
