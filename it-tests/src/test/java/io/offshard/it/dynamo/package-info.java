// SPDX-License-Identifier: Apache-2.0
/** DynamoDB Streams out of topics that others have written, read with the vendors' clients. */
@NullMarked
package io.offshard.it.dynamo;

import org.jspecify.annotations.NullMarked;
