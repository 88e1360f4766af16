// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import static io.offshard.adapter.quota.CallRate.ofCaller;

import io.offshard.adapter.dialect.CallRates;
import io.offshard.adapter.quota.CallQuotas;
import io.offshard.mapping.dynamodb.DynamoFault;
import java.util.Map;

/**
 * How often streams of tables may be listed and described.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html">Quotas
 *     in Amazon DynamoDB</a>
 */
public final class DynamoRates {
  private DynamoRates() {}

  /** These rates, in the words of DynamoDB Streams. */
  public static CallRates of(CallQuotas quotas) {
    return new CallRates(
        "dynamodbstreams",
        Map.of("DescribeStream", ofCaller(10), "ListStreams", ofCaller(5)),
        quotas,
        stream -> DynamoFaults.refuse(DynamoFault.throttled()));
  }
}
