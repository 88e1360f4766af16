// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

/** What a caller proves itself with to Kafka. It never shows its password. */
public record KafkaLogin(String username, String password) {
  @Override
  public String toString() {
    return "KafkaLogin[" + username + "]";
  }
}
