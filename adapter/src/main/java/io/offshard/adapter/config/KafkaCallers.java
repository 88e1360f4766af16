// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.time.Duration;

/** The Kafka clients of callers that come to Kafka as themselves. */
public record KafkaCallers(
    @Doc(
            "Callers that have Kafka clients of their own at a time. Whose have not been used for"
                + " longest give way; calls that find all in use are throttled.")
        @Range(min = "1", max = "10000")
        @Default("100")
        int most,
    @Doc("How long clients that nobody uses are kept.")
        @Range(min = "1s", max = "24h")
        @Default("5m")
        Duration idle,
    @Doc(
            "For so long what Kafka has said of a caller's rights is remembered: a right that is"
                + " taken away or given may take as long to show.")
        @Range(min = "0s", max = "1m")
        @Default("5s")
        Duration recheck) {}
