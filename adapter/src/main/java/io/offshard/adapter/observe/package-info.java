// SPDX-License-Identifier: Apache-2.0
/**
 * What operators see: metrics and the line per request. The only package that may use Micrometer;
 * it knows no API, no Kafka and no HTTP server.
 */
@NullMarked
package io.offshard.adapter.observe;

import org.jspecify.annotations.NullMarked;
