// SPDX-License-Identifier: Apache-2.0
/** The commands for people, run as people run them, against a running server. */
@NullMarked
package io.offshard.it.cli;

import org.jspecify.annotations.NullMarked;
