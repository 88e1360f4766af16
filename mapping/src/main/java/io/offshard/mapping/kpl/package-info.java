// SPDX-License-Identifier: Apache-2.0
/**
 * The form in which the Kinesis Producer Library packs several user records into one record. Pure;
 * uses {@code hash} only.
 */
@NullMarked
package io.offshard.mapping.kpl;

import org.jspecify.annotations.NullMarked;
