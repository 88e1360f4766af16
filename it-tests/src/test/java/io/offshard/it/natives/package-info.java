// SPDX-License-Identifier: Apache-2.0
/** Topics that other teams own, as streams: adopted, read, written, and growing. */
@NullMarked
package io.offshard.it.natives;

import org.jspecify.annotations.NullMarked;
