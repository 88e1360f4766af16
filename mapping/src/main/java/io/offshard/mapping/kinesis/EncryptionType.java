// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** Whether the service encrypts records at rest. */
public enum EncryptionType {
  /** It does not. */
  NONE,
  /** It does, with a key of KMS. */
  KMS
}
