// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.remote.Login;
import java.net.URI;
import java.util.Optional;

/**
 * Where a service is that knows whose tokens are.
 *
 * @param login who asks, where the service wants to know
 */
public record TokenService(URI url, Optional<Login> login) {}
