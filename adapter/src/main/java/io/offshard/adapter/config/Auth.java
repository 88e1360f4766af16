// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.nio.file.Path;
import java.util.Optional;

/** Who may call. */
public record Auth(
    @Doc(
            "`sigv4`: calls must be signed with one of the keys in `auth.credentials-file`."
                + " `none`: everybody who reaches the port may do everything. `serve` has no"
                + " default.")
        @Default(dev = "none")
        Mode mode,
    @Doc(
            "The access keys, in the form of the AWS CLI's credentials file; read again when it"
                + " changes.")
        Optional<Path> credentialsFile,
    @Doc("The one region that calls may be signed for; unset = any.")
        @Matches(pattern = "[a-z0-9-]{1,64}", says = "a region name such as us-east-1")
        Optional<String> region,
    @Doc(
            "`policies`: callers may do what the rules in `auth.policies-file` allow, and nothing"
                + " else. `all`: every known caller may do everything.")
        @Default("policies")
        Access access,
    @Doc("Who may do what; read again when it changes. See the page on security.")
        Optional<Path> policiesFile,
    @Doc(
            "As whom callers come to Kafka. `shared`: all as the one user of the settings below"
                + " `kafka`. `per-key`: each as the user that `auth.credentials-file` names with"
                + " its key, so that Kafka's own ACLs and quotas are about the caller.")
        @Default("shared")
        KafkaPrincipal kafkaPrincipal,
    KafkaCallers kafkaClients) {

  public Auth {
    if (mode == Mode.SIGV4 && credentialsFile.isEmpty()) {
      throw new IllegalArgumentException(
          "credentials-file: missing: sigv4 needs the file of the access keys");
    }
    if (mode == Mode.SIGV4 && access == Access.POLICIES && policiesFile.isEmpty()) {
      throw new IllegalArgumentException(
          "policies-file: missing: must be the file of who may do what"
              + " (or set access: all, and every known caller may do everything)");
    }
  }

  /** How callers prove who they are. */
  public enum Mode {
    NONE,
    SIGV4
  }

  /** As whom callers come to Kafka. */
  public enum KafkaPrincipal {
    SHARED,
    PER_KEY
  }

  /** What callers may do that have proven who they are. */
  public enum Access {
    POLICIES,
    ALL
  }
}
