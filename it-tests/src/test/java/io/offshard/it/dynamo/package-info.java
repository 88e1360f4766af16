// SPDX-License-Identifier: Apache-2.0
<<<<<<< HEAD
/** DynamoDB Streams: the clients that are made for it, and DynamoDB Local to compare with. */
=======
/** DynamoDB Streams out of topics that others have written, read with the vendors' clients. */
>>>>>>> dbz
@NullMarked
package io.offshard.it.dynamo;

import org.jspecify.annotations.NullMarked;
