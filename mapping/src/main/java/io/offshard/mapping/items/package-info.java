// SPDX-License-Identifier: Apache-2.0
/**
 * Small named things that clients change by compare-and-set, and the log that decides who was
 * first: its records, and what they come to in log order. Needs nothing else.
 */
@NullMarked
package io.offshard.mapping.items;

import org.jspecify.annotations.NullMarked;
