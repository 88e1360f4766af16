// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

/**
 * Who has made a change, where that is not the application: DynamoDB itself when an item's time to
 * live is over ({@code dynamodb.amazonaws.com}, {@code Service}).
 */
public record Identity(String principalId, String type) {}
