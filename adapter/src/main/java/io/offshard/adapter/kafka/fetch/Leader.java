// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.Optional;
import org.apache.kafka.common.Node;

/**
 * The broker that leads a partition.
 *
 * @param epoch sent along, so that a broker that knows better refuses
 */
record Leader(Node node, Optional<Integer> epoch) {}
