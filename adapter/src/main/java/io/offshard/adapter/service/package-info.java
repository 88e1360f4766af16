// SPDX-License-Identifier: Apache-2.0

/**
 * The core that all dialects share, by capability: find, create and delete streams, write records,
 * read them. Speaks only of streams, shards, positions and records; Kafka is behind the ports
 * {@link io.offshard.adapter.service.LineageStore}, {@link io.offshard.adapter.service.Topics},
 * {@link io.offshard.adapter.service.PartitionReader} and {@link
 * io.offshard.adapter.service.PartitionWriter}.
 */
@NullMarked
package io.offshard.adapter.service;

import org.jspecify.annotations.NullMarked;
