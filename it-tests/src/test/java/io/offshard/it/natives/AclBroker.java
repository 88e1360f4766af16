// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import io.offshard.it.broker.GuardedListeners;
import io.offshard.it.broker.ProcessBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker that lets one user do only what it was allowed; its owners come by an open listener. */
public record AclBroker(ProcessBroker broker, String owners) implements AutoCloseable {
  private static final String USER = "offshard";
  private static final String PASSWORD = "a-password-of-the-tests";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\" user_%s=\"%s\";"
          .formatted(USER, PASSWORD, USER, PASSWORD);

  public static AclBroker start(Path directory) {
    GuardedListeners listeners = GuardedListeners.of("SASL_PLAINTEXT");
    Map<String, String> settings = listeners.settings();
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("listener.name.sasl_plaintext.plain.sasl.jaas.config", LOGIN);
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    return new AclBroker(
        ProcessBroker.start(directory, listeners.guarded(), settings), listeners.openAddress());
  }

  /** What a server needs to come in as the user; its password is written below the directory. */
  public Map<String, String> settings(Path directory) throws IOException {
    Path login = Files.writeString(directory.resolve("login"), LOGIN);
    return Map.of(
        "OFFSHARD_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
        "OFFSHARD_KAFKA_SASL_MECHANISM", "PLAIN",
        "OFFSHARD_KAFKA_SASL_JAAS_CONFIG_FILE", login.toString());
  }

  /** The same for a client of Kafka. */
  Map<String, String> clientSettings() {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        LOGIN);
  }

  /** What the user may do with the topic. */
  static List<AclBinding> acls(String topic, AclOperation... operations) {
    return acls(new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), operations);
  }

  /** What the user may do with what the pattern names. */
  public static List<AclBinding> acls(ResourcePattern pattern, AclOperation... operations) {
    return Stream.of(operations)
        .map(
            operation ->
                new AclBinding(
                    pattern,
                    new AccessControlEntry(
                        "User:" + USER, "*", operation, AclPermissionType.ALLOW)))
        .toList();
  }

  /** From now on the user may do that, too. */
  public void allow(List<AclBinding> acls) {
    new OwnedTopic(owners, "").admin(admin -> admin.createAcls(acls).all().get());
  }

  void revoke(List<AclBinding> acls) {
    new OwnedTopic(owners, "")
        .admin(
            admin ->
                admin.deleteAcls(acls.stream().map(AclBinding::toFilter).toList()).all().get());
  }

  /** The consumer groups that Kafka knows. */
  public List<String> groups() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", owners))) {
      return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
