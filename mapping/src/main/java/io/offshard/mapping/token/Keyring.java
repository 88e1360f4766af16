// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import java.util.List;
import java.util.Optional;

/**
 * The secrets of a deployment: the first signs new tokens, every one verifies. Keys are rotated in
 * two steps: add the new one at the end on every replica, then move it to the front; no token is
 * refused meanwhile.
 *
 * @param keys at least one; two with the same id or the same secret are an {@link
 *     IllegalArgumentException}
 */
public record Keyring(List<SigningKey> keys) {
  public Keyring {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("At least one token key is needed");
    }
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < i; j++) {
        requireDistinct(keys.get(j), keys.get(i));
      }
    }
  }

  private static void requireDistinct(SigningKey a, SigningKey b) {
    if (a.id().equals(b.id())) {
      throw new IllegalArgumentException("Two token keys have the id \"" + a.id() + "\"");
    }
    if (a.hasSecretOf(b)) {
      throw new IllegalArgumentException(
          "Token keys \"" + a.id() + "\" and \"" + b.id() + "\" have the same secret");
    }
  }

  SigningKey signer() {
    return keys.getFirst();
  }

  Optional<SigningKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
