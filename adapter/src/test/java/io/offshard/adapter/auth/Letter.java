// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A request on its way, when everything of it can still be changed. */
final class Letter {
  String method;
  String path;
  String query;
  String authority;
  byte[] body;
  final List<String> names = new ArrayList<>();
  final List<String> values = new ArrayList<>();

  Letter(String method, String path, String query, String authority, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.authority = authority;
    this.body = body.clone();
  }

  void add(String name, String value) {
    names.add(name);
    values.add(value);
  }

  void change(String name, UnaryOperator<String> how) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        values.set(i, how.apply(values.get(i)));
      }
    }
  }

  void remove(String name) {
    for (int i = names.size() - 1; i >= 0; i--) {
      if (names.get(i).equalsIgnoreCase(name)) {
        names.remove(i);
        values.remove(i);
      }
    }
  }

  /** What a signature covers, as far as a change must be noticed. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(path).append('?').append(query).append('\n');
    text.append(authority).append('\n');
    for (int i = 0; i < names.size(); i++) {
      text.append(names.get(i).toLowerCase(Locale.ROOT)).append(": ").append(values.get(i));
      text.append('\n');
    }
    for (byte each : body) {
      text.append(each).append(' ');
    }
    return text.toString();
  }

  Exchange exchange() {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(names.get(i));
      fields.add(values.get(i));
    }
    return new Exchange(
        "id-1",
        method,
        path,
        query,
        authority,
        Headers.of(fields.toArray(String[]::new)),
        body,
        "HTTP/1.1",
        "127.0.0.1:1");
  }
}
