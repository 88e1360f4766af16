// SPDX-License-Identifier: Apache-2.0
/** What operators see: the metrics of a running server, the alerts and the dashboard over them. */
@NullMarked
package io.offshard.it.observe;

import org.jspecify.annotations.NullMarked;
