// SPDX-License-Identifier: Apache-2.0
/**
 * A real single-node Kafka broker in a child JVM, for {@code offshard dev} and for tests.
 *
 * <p>The only package that may use Kafka's server classes, whose jars a production image leaves
 * out, and that only in the child: the parent half uses nothing but the JDK.
 */
@NullMarked
package io.offshard.adapter.embedded;

import org.jspecify.annotations.NullMarked;
