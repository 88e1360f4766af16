// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.Permit;

/**
 * One call of an operation, after all checks that need nothing but the request itself.
 *
 * @param request the request; its required members are there and its constraints hold
 * @param path the path of the URL as sent, neither decoded nor normalised; most APIs give it no
 *     meaning
 * @param requestId the id that the answer and the log carry
 * @param permit who makes the call, and what that caller may do
 */
public record Call<I extends Record>(I request, String path, String requestId, Permit permit)
    implements Access.Permitted {}
