// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.time.Duration;

/** Records that are pushed. */
public record Subscriptions(
    @Doc(
            "Name of the topic in which the replicas agree on which of several subscriptions of a"
                + " consumer to a shard is the one that counts; made when the first one begins.")
        @Matches(
            pattern = "__[A-Za-z0-9._-]{1,247}",
            says = "a Kafka topic name that begins with __")
        @Default("__offshard_subscriptions")
        String topic,
    @Doc(
            "Subscriptions of this process at once, each of which may hold an event of about 1"
                + " MiB, or of one larger record, while its client does not read.")
        @Range(min = "1", max = "100000")
        @Default("256")
        int most,
    @Doc("How long a subscription lasts before it ends in order.")
        @Range(min = "1s", max = "1h")
        @Default("5m")
        Duration life,
    @Doc(
            "After how long without records a subscriber is told that there are none; the Kinesis"
                + " Client Library takes 10 s of silence for a failure.")
        @Range(min = "100ms", max = "9s")
        @Default("4s")
        Duration silence,
    @Doc(
            "How old a consumer's subscription to a shard must be for the next one to take over;"
                + " before that the next one is refused.")
        @Range(min = "0s", max = "10m")
        @Default("5s")
        Duration takeover,
    @Doc("How long a client may leave an event unread before its subscription is cut.")
        @Range(min = "1s", max = "1h")
        @Default("5m")
        Duration unread) {}
