// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.mapping.yandex.YandexFault;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** How much a page may hold. */
final class PageSize {
  static final int USUAL = 100;
  static final int MOST = 10_000;

  private PageSize() {}

  /** What is asked for; nothing and 0 stand for the usual. */
  static int of(@Nullable Integer given, int usual, IntFunction<YandexFault> refused) {
    int size = given == null || given == 0 ? usual : given;
    if (size < 1 || size > MOST) {
      throw YandexFaults.refuse(refused.apply(size));
    }
    return size;
  }

  static YandexFault outOfBounds(int limit) {
    return YandexFault.validation("Limit '" + limit + "' is out of bounds [1; " + MOST + "]");
  }
}
