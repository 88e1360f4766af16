// SPDX-License-Identifier: Apache-2.0
/**
 * The container image: built, and run as in production; and containers in tests. With podman, on
 * images that stand in for the vendors'.
 */
@NullMarked
package io.offshard.it.image;

import org.jspecify.annotations.NullMarked;
