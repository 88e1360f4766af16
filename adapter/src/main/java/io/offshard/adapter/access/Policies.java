// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.config.PolicyDocument;
import io.offshard.adapter.config.PolicyDocument.Statement;
import io.offshard.adapter.config.PolicyDocument.Tagged;
import io.offshard.adapter.file.ReloadedFile;
import io.offshard.adapter.file.UnusableFile;
import io.offshard.mapping.policy.Effect;
import io.offshard.mapping.policy.Rule;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Allows what the rules of a file allow, and what streams allow that carry policies themselves; a
 * rule that denies wins, and what no rule is about is denied. The file is read again when it has
 * changed; one that cannot be used then changes nothing. Thread-safe.
 */
public final class Policies implements Authorization {
  private final ReloadedFile<Rules> file;
  private final CarriedPolicies carried = new CarriedPolicies();
  private final KnownActions actions;
  private final String account;

  /** The rules of one state of the file. Those of a caller are picked out once. */
  private record Rules(PolicyDocument document, Map<Principal, List<Rule>> byCaller) {

    List<Rule> of(Principal caller) {
      return byCaller.computeIfAbsent(
          caller,
          one ->
              document.statements().stream()
                  .filter(statement -> Callers.areMeant(statement, one, document.principals()))
                  .map(Rules::rule)
                  .toList());
    }

    private static Rule rule(Statement statement) {
      return Rule.of(
          switch (statement.effect()) {
            case ALLOW -> Effect.ALLOW;
            case DENY -> Effect.DENY;
          },
          statement.actions(),
          statement.streams());
    }
  }

  /**
   * The rules of that file.
   *
   * @param actions those that rules may be about
   * @param account the 12 digits that callers are of
   * @param nanos {@link System#nanoTime}
   * @throws UnusableFile when the file cannot be used now, with one line for the user
   */
  public Policies(Path file, KnownActions actions, String account, LongSupplier nanos) {
    this.actions = actions;
    this.account = account;
    this.file = new ReloadedFile<>(file, this::parse, nanos);
  }

  private Rules parse(String yaml) {
    PolicyDocument document = PolicyDocument.read(yaml);
    for (int i = 0; i < document.statements().size(); i++) {
      for (String action : document.statements().get(i).actions()) {
        if (!actions.canMean(action)) {
          throw new UnusableFile(
              "statements[%s].actions: there is no action %s".formatted(i, action));
        }
      }
    }
    return new Rules(document, new ConcurrentHashMap<>());
  }

  @Override
  public Verdict decide(Principal caller, String action, Subject subject, @Nullable String policy) {
    return Verdict.of(file.get().of(caller), carried(caller, policy), action, subject);
  }

  private List<Rule> carried(Principal caller, @Nullable String policy) {
    return policy == null ? List.of() : carried.of(policy).about(nameOf(caller), account);
  }

  @Override
  public boolean sees(Principal caller, String service, Subject subject, @Nullable String policy) {
    List<Rule> own = file.get().of(caller);
    List<Rule> others = carried(caller, policy);
    return actions.of(service).stream()
        .anyMatch(action -> Verdict.of(own, others, action, subject) == Verdict.ALLOWED);
  }

  @Override
  public String nameOf(Principal caller) {
    return "arn:aws:iam::" + account + ":user/" + caller.name();
  }

  /** Whom a statement is about. */
  private static final class Callers {
    private static final String TAG = "tag:";

    private Callers() {}

    static boolean areMeant(Statement statement, Principal caller, List<Tagged> tagged) {
      return statement.principals().stream().anyMatch(each -> isMeant(each, caller, tagged));
    }

    private static boolean isMeant(String each, Principal caller, List<Tagged> tagged) {
      if (each.startsWith(TAG)) {
        String[] tag = each.substring(TAG.length()).split("=", 2);
        return tagged.stream()
            .anyMatch(
                one -> one.name().equals(caller.name()) && tag[1].equals(one.tags().get(tag[0])));
      }
      return each.equals("*") || each.equals(caller.name()) || each.equals(caller.accessKeyId());
    }
  }
}
