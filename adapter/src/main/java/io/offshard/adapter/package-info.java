// SPDX-License-Identifier: Apache-2.0

/**
 * The server put together: the one package that knows all the others. None of them uses it but
 * {@code cli}.
 */
@NullMarked
package io.offshard.adapter;

import org.jspecify.annotations.NullMarked;
