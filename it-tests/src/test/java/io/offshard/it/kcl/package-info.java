// SPDX-License-Identifier: Apache-2.0
/**
 * Real applications of the Kinesis Client Library (KCL 3), each worker a JVM of its own, and what
 * they must have read. Their leases are in DynamoDB Local.
 */
@NullMarked
package io.offshard.it.kcl;

import org.jspecify.annotations.NullMarked;
