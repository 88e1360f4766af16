// SPDX-License-Identifier: Apache-2.0
/**
 * What the hot paths are made of, each measured for itself with JMH. Uses mapping and nothing else
 * of the server.
 */
@NullMarked
package io.offshard.it.bench.parts;

import org.jspecify.annotations.NullMarked;
