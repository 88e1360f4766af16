// SPDX-License-Identifier: Apache-2.0
/** DynamoDB Streams: the clients that are made for it, and DynamoDB Local to compare with. */
@NullMarked
package io.offshard.it.dynamo;

import org.jspecify.annotations.NullMarked;
