// SPDX-License-Identifier: Apache-2.0
/** Offshard on a broker that asks for TLS and credentials. */
@NullMarked
package io.offshard.it.secured;

import org.jspecify.annotations.NullMarked;
