// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

/**
 * Who makes a call, as its access key says.
 *
 * @param accessKeyId the public part of the key; fit for logs
 * @param name what the operator calls the owner of the key
 */
public record Principal(String accessKeyId, String name) {
  /** Everybody, where nobody is asked for a key. */
  public static final Principal ANONYMOUS = new Principal("", "anonymous");

  /** Nobody that is known, or not yet. */
  public static final Principal UNKNOWN = new Principal("", "unknown");
}
