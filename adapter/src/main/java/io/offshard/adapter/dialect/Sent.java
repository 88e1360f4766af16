// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.Permit;

/**
 * A call whose body is nothing but bytes.
 *
 * @param path as in {@link Call}
 * @param query as sent, without its question mark; empty where there is none
 * @param body not to be changed
 * @param requestId as in {@link Call}
 * @param permit as in {@link Call}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Sent(String path, String query, byte[] body, String requestId, Permit permit)
    implements Access.Permitted {}
