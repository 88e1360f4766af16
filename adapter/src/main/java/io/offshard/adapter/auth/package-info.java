// SPDX-License-Identifier: Apache-2.0

/**
 * Who calls: verifies AWS's Signature Version 4 against the keys in a file. Knows requests as
 * {@code http} has read them, and no dialect: what is wrong with a signature is said as an {@code
 * AuthFault}.
 */
@NullMarked
package io.offshard.adapter.auth;

import org.jspecify.annotations.NullMarked;
