// SPDX-License-Identifier: Apache-2.0
/**
 * Items that callers read and change by compare-and-set, as the core offers them to the dialects.
 * Uses {@code mapping.items} and the core's faults.
 */
@NullMarked
package io.offshard.adapter.service.items;

import org.jspecify.annotations.NullMarked;
