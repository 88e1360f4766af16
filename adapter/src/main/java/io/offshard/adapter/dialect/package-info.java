// SPDX-License-Identifier: Apache-2.0
/**
 * How a call finds its operation: dialect, encoding, order of checks, errors, metrics and the log
 * line are here once, for all operations. It may use the HTTP types, the shapes and the observers;
 * what an operation does is in the sub-package of its dialect.
 */
@NullMarked
package io.offshard.adapter.dialect;

import org.jspecify.annotations.NullMarked;
