// SPDX-License-Identifier: Apache-2.0
/** Who may do what: callers with keys and rules, and each kind of call that they must not make. */
@NullMarked
package io.offshard.it.access;

import org.jspecify.annotations.NullMarked;
