// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static io.offshard.adapter.quota.CallRate.ofCaller;
import static io.offshard.adapter.quota.CallRate.ofStream;
import static java.util.Map.entry;

import io.offshard.adapter.dialect.CallRates;
import io.offshard.adapter.quota.CallQuotas;
import io.offshard.adapter.quota.CallRate;
import io.offshard.adapter.quota.CallRate.Scope;
import io.offshard.mapping.kinesis.CapacityFaults;
import java.time.Duration;
import java.util.Map;

/**
 * How often the operations that move no records may be called. What the service counts by account
 * is counted by access key here, as a deployment is one account with many callers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
 *     and limits</a>
 */
public final class KinesisRates {
  private static final CallRate ENCRYPTION = new CallRate(Scope.STREAM, 25, Duration.ofHours(24));

  static final Map<String, CallRate> ALL =
      Map.ofEntries(
          entry("AddTagsToStream", ofCaller(5)),
          entry("CreateStream", ofCaller(5)),
          entry("DecreaseStreamRetentionPeriod", ofStream(5)),
          entry("DeleteResourcePolicy", ofCaller(5)),
          entry("DeleteStream", ofCaller(5)),
          entry("DeregisterStreamConsumer", ofStream(5)),
          entry("DescribeAccountSettings", ofCaller(5)),
          entry("DescribeLimits", ofCaller(1)),
          entry("DescribeStream", ofCaller(10)),
          entry("DescribeStreamConsumer", ofStream(20)),
          entry("DescribeStreamSummary", ofCaller(20)),
          entry("DisableEnhancedMonitoring", ofStream(5)),
          entry("EnableEnhancedMonitoring", ofStream(5)),
          entry("GetResourcePolicy", ofCaller(5)),
          entry("IncreaseStreamRetentionPeriod", ofStream(5)),
          entry("ListShards", ofStream(1_000)),
          entry("ListStreamConsumers", ofStream(5)),
          entry("ListStreams", ofCaller(5)),
          entry("ListTagsForResource", ofCaller(5)),
          entry("ListTagsForStream", ofCaller(5)),
          entry("MergeShards", ofCaller(5)),
          entry("PutResourcePolicy", ofCaller(5)),
          entry("RegisterStreamConsumer", ofCaller(5)),
          entry("RemoveTagsFromStream", ofCaller(5)),
          entry("SplitShard", ofCaller(5)),
          entry("StartStreamEncryption", ENCRYPTION),
          entry("StopStreamEncryption", ENCRYPTION),
          entry("TagResource", ofCaller(5)),
          entry("UntagResource", ofCaller(5)),
          entry("UpdateAccountSettings", ofCaller(5)),
          entry("UpdateMaxRecordSize", ofCaller(5)),
          entry("UpdateShardCount", ofCaller(10)),
          entry("UpdateStreamWarmThroughput", ofCaller(5)));

  private KinesisRates() {}

  /** These rates, in the words of Kinesis. */
  public static CallRates of(CallQuotas quotas, Account account) {
    return new CallRates(
        KinesisTable.DIALECT,
        ALL,
        quotas,
        stream -> Faults.refuse(CapacityFaults.calledTooOften(stream, account.id())));
  }
}
