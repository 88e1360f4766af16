// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

/**
 * One broken constraint.
 *
 * @param value the value as the services print it, {@code null} spelled without quotes, others
 *     within single quotes
 * @param path where it stands, for example {@code records.1.member.partitionKey}
 * @param constraint what it should have satisfied
 */
public record Violation(String value, String path, String constraint) {

  /** The item of the services' ValidationException text. */
  public String text() {
    return "Value " + value + " at '" + path + "' failed to satisfy constraint: " + constraint;
  }
}
