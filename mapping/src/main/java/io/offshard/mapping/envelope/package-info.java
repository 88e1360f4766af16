// SPDX-License-Identifier: Apache-2.0
/**
 * What of a Kafka record is Offshard's own (two headers), and how a foreign record is shown to
 * clients. Uses nothing but the JDK.
 */
@NullMarked
package io.offshard.mapping.envelope;

import org.jspecify.annotations.NullMarked;
