// SPDX-License-Identifier: Apache-2.0
/**
 * Who may do what: rules that allow or deny actions on streams, how they are weighed, and the JSON
 * of those that a stream carries itself. May use {@code stream} and {@code json}.
 */
@NullMarked
package io.offshard.mapping.policy;

import org.jspecify.annotations.NullMarked;
