// SPDX-License-Identifier: Apache-2.0

/**
 * Asks a schema registry for the schemas that records name by number. Uses the JDK's HTTP client
 * and the forms of records in {@code mapping}, nothing else of the adapter.
 */
@NullMarked
package io.offshard.adapter.schemas;

import org.jspecify.annotations.NullMarked;
