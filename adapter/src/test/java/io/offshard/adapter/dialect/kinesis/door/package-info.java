// SPDX-License-Identifier: Apache-2.0
/**
 * Holds the door of the Kinesis API against a table of its members that was written for this test:
 * what it lets in, what it refuses, and in which words. May use the operation table and the
 * dispatcher, and of the shapes only their names.
 */
@NullMarked
package io.offshard.adapter.dialect.kinesis.door;

import org.jspecify.annotations.NullMarked;
