// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.file.UnusableFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of AWS's own shared credentials file: a section for each owner of a key.
 *
 * <pre>
 *   [orders-team]
 *   aws_access_key_id = AKIAIOSFODNN7EXAMPLE
 *   aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
 * </pre>
 *
 * An {@code aws_session_token} may follow, and {@code kafka_username} with {@code kafka_password}.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and
 *     credentials files</a>
 */
final class CredentialsFile {
  private static final String ID = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";
  private static final String TOKEN = "aws_session_token";
  private static final String KAFKA_USER = "kafka_username";
  private static final String KAFKA_PASSWORD = "kafka_password";
  private static final List<String> KNOWN = List.of(ID, SECRET, TOKEN, KAFKA_USER, KAFKA_PASSWORD);

  private static final Pattern SECTION = Pattern.compile("\\[\\s*([A-Za-z0-9._@+:/-]+)\\s*]");
  private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_.-]+)\\s*=\\s*(\\S*)");

  private CredentialsFile() {}

  /**
   * The keys by their ids, each with credentials for Kafka.
   *
   * @throws UnusableFile naming the line or the section
   */
  static Map<String, AccessKey> parseWithLogins(String text) {
    Map<String, AccessKey> keys = parse(text);
    for (AccessKey key : keys.values()) {
      if (key.kafkaLogin().isEmpty()) {
        throw new UnusableFile(
            "[%s] has no %s, which auth.kafka-principal: per-key needs"
                .formatted(key.principal().name(), KAFKA_USER));
      }
    }
    return keys;
  }

  /**
   * The keys by their ids.
   *
   * @throws UnusableFile naming the line or the section
   */
  static Map<String, AccessKey> parse(String text) {
    Map<String, AccessKey> keys = new HashMap<>();
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text; // as some editors save
    sections(unmarked.lines().toList())
        .forEach(
            (name, entries) -> {
              AccessKey key = key(name, entries);
              if (keys.putIfAbsent(key.principal().accessKeyId(), key) != null) {
                throw new UnusableFile("the key of [" + name + "] is that of another section too");
              }
            });
    if (keys.isEmpty()) {
      throw new UnusableFile("no access key in it: nobody could call");
    }
    return Map.copyOf(keys);
  }

  private static Map<String, Map<String, String>> sections(List<String> lines) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> current = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      Matcher section = SECTION.matcher(line);
      Matcher entry = ENTRY.matcher(line);
      if (section.matches()) {
        current = new HashMap<>();
        if (sections.putIfAbsent(section.group(1), current) != null) {
          throw new UnusableFile("line " + (i + 1) + ": a second [" + section.group(1) + "]");
        }
      } else if (current != null && entry.matches() && KNOWN.contains(entry.group(1))) {
        current.put(entry.group(1), entry.group(2));
      } else {
        throw new UnusableFile("line " + (i + 1) + ": neither a [name] nor one of " + KNOWN);
      }
    }
    return sections;
  }

  private static AccessKey key(String name, Map<String, String> entries) {
    return new AccessKey(
        new Principal(need(entries.get(ID), ID, name), name),
        need(entries.get(SECRET), SECRET, name),
        entries.getOrDefault(TOKEN, "").isEmpty() ? null : entries.get(TOKEN),
        kafkaLogin(name, entries));
  }

  private static Optional<KafkaLogin> kafkaLogin(String name, Map<String, String> entries) {
    return entries.containsKey(KAFKA_USER) || entries.containsKey(KAFKA_PASSWORD)
        ? Optional.of(
            new KafkaLogin(
                need(entries.get(KAFKA_USER), KAFKA_USER, name),
                need(entries.get(KAFKA_PASSWORD), KAFKA_PASSWORD, name)))
        : Optional.empty();
  }

  private static String need(@Nullable String value, String entry, String section) {
    if (value == null || value.isEmpty()) {
      throw new UnusableFile("[" + section + "] has no " + entry);
    }
    return value;
  }
}
