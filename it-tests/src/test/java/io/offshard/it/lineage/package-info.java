// SPDX-License-Identifier: Apache-2.0

/** The lineage log on a real broker: many streams, many replicas, a long time. */
@NullMarked
package io.offshard.it.lineage;

import org.jspecify.annotations.NullMarked;
