// SPDX-License-Identifier: Apache-2.0
/**
 * One declaration per wire type, which gives reading and writing in both encodings, the constraint
 * checks in the service's words, and the rows of the reference page. May use the Jackson streaming
 * API and nothing else of Offshard; it is the only package that sees Jackson.
 */
@NullMarked
package io.offshard.mapping.shape;

import org.jspecify.annotations.NullMarked;
