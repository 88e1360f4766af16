// SPDX-License-Identifier: Apache-2.0
/**
 * The pages of the documentation as they are read: each link leads somewhere, each block of code
 * says whether it is run, and what is said to run is run, in its page's order, by the tools that
 * its readers have. May use the client and server packages.
 */
@NullMarked
package io.offshard.it.docs;

import org.jspecify.annotations.NullMarked;
