// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.dialect.kinesis.PageTokens;
import io.offshard.mapping.yandex.YandexFault;
import java.time.Instant;

/** What Yandex Data Streams says of iterators and NextTokens that are no good. */
final class YandexTokenWords implements PageTokens.Words {
  @Override
  public Refusal invalidNextToken() {
    return YandexFaults.refuse(YandexFault.invalid("Provided next token is malformed"));
  }

  @Override
  public Refusal nextTokenExpired(Instant issued, Instant now) {
    return YandexFaults.refuse(
        YandexFault.of(YandexFault.Type.EXPIRED_NEXT_TOKEN, "Provided next token is expired"));
  }

  @Override
  public Refusal invalidIterator() {
    return YandexFaults.refuse(YandexFault.invalid("Provided shard iterator is malformed"));
  }

  @Override
  public Refusal iteratorExpired(Instant issued, Instant now) {
    return YandexFaults.refuse(
        YandexFault.of(YandexFault.Type.EXPIRED_ITERATOR, "Provided shard iterator is expired"));
  }
}
