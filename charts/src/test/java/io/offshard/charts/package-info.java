// SPDX-License-Identifier: Apache-2.0

/**
 * The Helm chart, from outside: Helm renders it, Kubernetes' own types read what comes out, and the
 * server loads the configuration in it. Uses the server's {@code config} only.
 */
@NullMarked
package io.offshard.charts;

import org.jspecify.annotations.NullMarked;
