// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import io.offshard.it.broker.GuardedListeners;
import io.offshard.it.broker.ProcessBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that knows its users by SCRAM and lets each do what its ACLs say; the tests come by an
 * open listener.
 */
record UsersBroker(ProcessBroker broker, Admin admin) implements AutoCloseable {
  private static final String OFFSHARD = "offshard";

  static UsersBroker start(Path directory) {
    GuardedListeners listeners = GuardedListeners.of("SASL_PLAINTEXT");
    Map<String, String> settings = listeners.settings();
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    ProcessBroker broker = ProcessBroker.start(directory, listeners.guarded(), settings);
    UsersBroker users =
        new UsersBroker(broker, Admin.create(Map.of("bootstrap.servers", listeners.openAddress())));
    users.add(OFFSHARD);
    users.allowOffshard();
    return users;
  }

  /** As the page on operations has it. */
  private void allowOffshard() {
    allow(
        OFFSHARD,
        ResourceType.TOPIC,
        "*",
        AclOperation.CREATE,
        AclOperation.DELETE,
        AclOperation.DESCRIBE,
        AclOperation.DESCRIBE_CONFIGS,
        AclOperation.ALTER,
        AclOperation.ALTER_CONFIGS,
        AclOperation.READ,
        AclOperation.WRITE);
  }

  static String password(String user) {
    return "kafka-password-of-" + user;
  }

  void add(String... users) {
    List<UserScramCredentialAlteration> all =
        Arrays.stream(users)
            .<UserScramCredentialAlteration>map(
                user ->
                    new UserScramCredentialUpsertion(
                        user,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096),
                        password(user)))
            .toList();
    await(admin.alterUserScramCredentials(all).all());
  }

  void allow(String user, String topic, AclOperation... operations) {
    allow(user, ResourceType.TOPIC, topic, operations);
  }

  private void allow(String user, ResourceType type, String name, AclOperation... operations) {
    await(
        admin
            .createAcls(
                bindings(user, new ResourcePattern(type, name, PatternType.LITERAL), operations))
            .all());
  }

  /** The same of all topics whose names begin so. */
  void allowAll(String user, String prefix, AclOperation... operations) {
    await(
        admin
            .createAcls(
                bindings(
                    user,
                    new ResourcePattern(ResourceType.TOPIC, prefix, PatternType.PREFIXED),
                    operations))
            .all());
  }

  void revoke(String user, String topic, AclOperation... operations) {
    await(
        admin
            .deleteAcls(
                bindings(
                        user,
                        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                        operations)
                    .stream()
                    .map(AclBinding::toFilter)
                    .toList())
            .all());
  }

  private static List<AclBinding> bindings(
      String user, ResourcePattern pattern, AclOperation... operations) {
    return Stream.of(operations)
        .map(
            operation ->
                new AclBinding(
                    pattern,
                    new AccessControlEntry(
                        "User:" + user, "*", operation, AclPermissionType.ALLOW)))
        .toList();
  }

  static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a server needs to come in; its password is written below the directory. */
  Map<String, String> settings(Path directory) throws IOException {
    Path login =
        Files.writeString(
            directory.resolve("login"),
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(OFFSHARD, password(OFFSHARD)));
    return Map.of(
        "OFFSHARD_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
        "OFFSHARD_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
        "OFFSHARD_KAFKA_SASL_JAAS_CONFIG_FILE", login.toString());
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
