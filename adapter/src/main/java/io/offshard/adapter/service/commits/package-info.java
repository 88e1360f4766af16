// SPDX-License-Identifier: Apache-2.0
/**
 * What consumers of other APIs have committed, shown as offsets of Kafka's own consumer groups, so
 * that the tools which watch these see them.
 */
@NullMarked
package io.offshard.adapter.service.commits;

import org.jspecify.annotations.NullMarked;
