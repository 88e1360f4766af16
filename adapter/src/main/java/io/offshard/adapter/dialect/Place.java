// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.auth.Presented;
import io.offshard.adapter.http.Exchange;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * An endpoint of its own behind the one door: how the calls are known that are meant for it, and
 * who may make them. Any one mark is enough: the path of the URL, a region that the call is signed
 * for, the host that the client means, or a token in place of a signature. Nothing of that has been
 * verified.
 *
 * @param path where it is, besides {@code /}; it does not end with a slash
 * @param hosts in lower case, without ports
 * @param callers finds out who calls there
 * @param elsewhere says of another path, as it was sent, that nothing is there
 */
public record Place(
    String path,
    Set<String> regions,
    Set<String> hosts,
    Authentication callers,
    Function<String, Refusal> elsewhere) {
  public Place {
    regions = Set.copyOf(regions);
    hosts = Set.copyOf(hosts);
  }

  boolean isMeantBy(Exchange exchange) {
    return path.equals(pathOf(exchange))
        || hosts.contains(host(exchange))
        || Presented.token(exchange).isPresent()
        || Presented.region(exchange).filter(regions::contains).isPresent();
  }

  /**
   * Refuses a call that is meant for the API and goes to another path.
   *
   * @throws Refusal then
   */
  void require(Exchange exchange) {
    String asked = pathOf(exchange);
    if (!asked.isEmpty() && !asked.equals(path)) {
      throw elsewhere.apply(exchange.path());
    }
  }

  /** As it was sent, but for slashes at its end. */
  private static String pathOf(Exchange exchange) {
    String sent = exchange.path();
    int end = sent.length();
    while (end > 0 && sent.charAt(end - 1) == '/') {
      end--;
    }
    return sent.substring(0, end);
  }

  private static String host(Exchange exchange) {
    String authority = exchange.authority();
    int port = authority.lastIndexOf(':');
    return (port < 0 ? authority : authority.substring(0, port)).toLowerCase(Locale.ROOT);
  }
}
