// SPDX-License-Identifier: Apache-2.0
/** What no honest client would send: the server refuses it, and goes on serving the others. */
@NullMarked
package io.offshard.it.abuse;

import org.jspecify.annotations.NullMarked;
