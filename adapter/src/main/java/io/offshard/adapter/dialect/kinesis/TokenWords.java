// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.mapping.kinesis.KinesisFault;
import java.time.Instant;

/** What Kinesis says of iterators and NextTokens that are no good. */
final class TokenWords implements PageTokens.Words {
  @Override
  public Refusal invalidNextToken() {
    return Faults.refuse(KinesisFault.invalidNextToken());
  }

  @Override
  public Refusal nextTokenExpired(Instant issued, Instant now) {
    return Faults.refuse(KinesisFault.nextTokenExpired(issued, now));
  }

  @Override
  public Refusal invalidIterator() {
    return Faults.refuse(KinesisFault.invalidIterator());
  }

  @Override
  public Refusal iteratorExpired(Instant issued, Instant now) {
    return Faults.refuse(KinesisFault.iteratorExpired(issued, now));
  }
}
