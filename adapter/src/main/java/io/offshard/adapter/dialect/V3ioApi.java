// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.auth.Authentication;
import io.offshard.mapping.v3io.Containers;
import java.util.Optional;

/**
 * What the door has to know of the v3io web API.
 *
 * @param functions all functions, and what is done with objects under the names in {@link
 *     ObjectCall}
 * @param authentication is asked about each call before anything else
 * @param containers whose paths are v3io's
 * @param corsOrigin what browsers are told whose pages may call; empty for none
 */
public record V3ioApi(
    OperationTable functions,
    Authentication authentication,
    Containers containers,
    Optional<String> corsOrigin) {}
