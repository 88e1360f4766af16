// SPDX-License-Identifier: Apache-2.0
/** Offshard as a container in users' own tests, with Testcontainers. */
@NullMarked
package io.offshard.testcontainers;

import org.jspecify.annotations.NullMarked;
