// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaPartitionWriter;
import java.time.Duration;

/**
 * What the clients of all callers have in common.
 *
 * @param clients those of the deployment; only who comes is another one
 * @param shared the deployment's own writer, whose bound on bytes under way holds for all together
 * @param writeBytes what one caller may have under way
 * @param reads how many reads of one caller may be under way
 * @param readTimeout how long one may take
 * @param recheck for so long what Kafka has said of rights is remembered
 */
public record CallerSupplies(
    KafkaClients clients,
    KafkaPartitionWriter shared,
    long writeBytes,
    int reads,
    Duration readTimeout,
    Duration recheck) {}
