// SPDX-License-Identifier: Apache-2.0
/** Offshard on a cluster of three brokers, of which any one may fail. */
@NullMarked
package io.offshard.it.cluster;

import org.jspecify.annotations.NullMarked;
