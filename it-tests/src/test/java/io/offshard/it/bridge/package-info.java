// SPDX-License-Identifier: Apache-2.0
/**
 * One stream, used through several APIs at the same time. It uses their clients in the tests of
 * each.
 */
@NullMarked
package io.offshard.it.bridge;

import org.jspecify.annotations.NullMarked;
