// SPDX-License-Identifier: Apache-2.0
/**
 * A Kafka that misbehaves on demand, writers that remember what they were told meanwhile, and the
 * tests that hold the server to it.
 */
@NullMarked
package io.offshard.it.faults;

import org.jspecify.annotations.NullMarked;
