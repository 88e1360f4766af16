// SPDX-License-Identifier: Apache-2.0
/** How much clients get that ask for more than the quotas of a shard. */
@NullMarked
package io.offshard.it.quota;

import org.jspecify.annotations.NullMarked;
