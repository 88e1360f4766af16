// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.policy;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import io.offshard.mapping.stream.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The policy that a stream or a consumer carries: who else may use it, in the JSON of IAM. What of
 * that language is not understood is refused when it is written, as a rule that is ignored may be
 * one that denies. Immutable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html#resource-based-policies">Resource-based
 *     policies of Kinesis</a>
 */
public final class ResourcePolicy {
  private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?:arn:aws[^:]*:iam::)?(\\d{12})(:root)?");
  private static final String EVERYBODY = "*";

  /** A rule and whom it is about. */
  private record Grant(List<String> principals, Rule rule) {

    /** An account lets in nobody by itself: it leaves that to the rules of its callers. */
    boolean isAbout(String caller, String account) {
      return principals.stream()
          .anyMatch(
              each ->
                  each.equals(EVERYBODY)
                      || each.equals(caller)
                      || (rule.effect() == Effect.DENY && isAccount(each, account)));
    }

    private static boolean isAccount(String principal, String account) {
      Matcher parts = ACCOUNT.matcher(principal);
      return parts.matches() && parts.group(1).equals(account);
    }
  }

  private final List<Grant> grants;

  private ResourcePolicy(List<Grant> grants) {
    this.grants = List.copyOf(grants);
  }

  /**
   * Reads one.
   *
   * @throws UnusablePolicy when it is none, or has what is not understood
   */
  public static ResourcePolicy parse(String json) {
    JsonValue.Obj policy = object(json);
    requireKnown(policy, MEMBERS, "The policy");
    String version = policy.text("Version");
    if (policy.given("Version") != null && (version == null || !VERSIONS.contains(version))) {
      throw new UnusablePolicy("The policy has a Version that is none of 2012-10-17, 2008-10-17.");
    }
    List<Grant> grants = new ArrayList<>();
    for (JsonValue statement : oneOrMore(policy.given("Statement"))) {
      if (!(statement instanceof JsonValue.Obj object)) {
        throw new UnusablePolicy("A Statement of the policy is not a JSON object.");
      }
      grants.add(grant(object));
    }
    if (grants.isEmpty()) {
      throw new UnusablePolicy("The policy has no Statement.");
    }
    return new ResourcePolicy(grants);
  }

  private static JsonValue.Obj object(String json) {
    try {
      if (JsonReader.read(json) instanceof JsonValue.Obj object) {
        return object;
      }
    } catch (MalformedJson e) {
      throw new UnusablePolicy("The policy is not a JSON object.");
    }
    throw new UnusablePolicy("The policy is not a JSON object.");
  }

  private static Grant grant(JsonValue.Obj statement) {
    requireKnown(statement, ELEMENTS, "A Statement of the policy");
    Effect effect =
        switch (statement.text("Effect")) {
          case "Allow" -> Effect.ALLOW;
          case "Deny" -> Effect.DENY;
          case null, default ->
              throw new UnusablePolicy("A Statement of the policy has no Effect Allow or Deny.");
        };
    return new Grant(
        principals(statement.given("Principal")),
        Rule.of(
            effect,
            texts(statement.given("Action"), "Action"),
            texts(statement.given("Resource"), "Resource")));
  }

  private static void requireKnown(JsonValue.Obj object, Set<String> known, String where) {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw new UnusablePolicy(
            where + " has " + shown(name) + ", which Offshard does not support.");
      }
    }
  }

  private static String shown(String name) {
    return name.length() <= 32 && name.matches("[A-Za-z]+") ? name : "an unknown element";
  }

  private static List<String> principals(@Nullable JsonValue principal) {
    if (principal instanceof JsonValue.Text(String text) && text.equals(EVERYBODY)) {
      return List.of(EVERYBODY);
    }
    if (principal instanceof JsonValue.Obj kinds
        && kinds.members().keySet().equals(Set.of("AWS"))) {
      List<String> named = texts(kinds.given("AWS"), "Principal");
      named.forEach(ResourcePolicy::requireWhole);
      return named;
    }
    throw new UnusablePolicy("A Statement of the policy has no Principal \"*\" or {\"AWS\": ...}.");
  }

  /** A pattern would be nobody's name, and a rule that denies would let all of them in. */
  private static void requireWhole(String principal) {
    if (!principal.equals(EVERYBODY) && !new Glob(principal).isLiteral()) {
      throw new UnusablePolicy(
          "A Statement of the policy has a Principal with * or ? that is not \"*\" alone.");
    }
  }

  private static List<String> texts(@Nullable JsonValue value, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonValue each : oneOrMore(value)) {
      if (!(each instanceof JsonValue.Text(String text)) || text.isEmpty()) {
        throw new UnusablePolicy("A Statement of the policy has a wrong " + name + ".");
      }
      texts.add(text);
    }
    if (texts.isEmpty()) {
      throw new UnusablePolicy("A Statement of the policy has no " + name + ".");
    }
    return texts;
  }

  private static List<JsonValue> oneOrMore(@Nullable JsonValue value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof JsonValue.Array(List<JsonValue> values) ? values : List.of(value);
  }

  /**
   * The rules about one caller.
   *
   * @param caller its ARN
   * @param account the 12 digits of the account that it is of
   */
  public List<Rule> about(String caller, String account) {
    return grants.stream()
        .filter(grant -> grant.isAbout(caller, account))
        .map(Grant::rule)
        .toList();
  }
}
