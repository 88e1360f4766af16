// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.Optional;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;

/**
 * The broker that leads a partition.
 *
 * @param epoch sent along, so that a broker that knows better refuses
 * @param topicId tells a topic from a later one of the same name
 */
record Leader(Node node, Optional<Integer> epoch, Uuid topicId) {}
