// SPDX-License-Identifier: Apache-2.0
/**
 * Sequence numbers: Kafka offsets in the clothes that clients of the APIs expect. Uses {@code
 * stream} only.
 */
@NullMarked
package io.offshard.mapping.sequence;

import org.jspecify.annotations.NullMarked;
