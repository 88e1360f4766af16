// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.commits;

/**
 * How far a group has come in a partition.
 *
 * @param next the offset that it goes on from
 */
public record Commit(String group, String topic, int partition, long next) {}
