// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What an attacker, or a broken proxy, could change in a signed request. */
enum Mutation {
  BODY {
    @Override
    void apply(Letter letter, Random random) {
      if (letter.body.length > 0) {
        letter.body[random.nextInt(letter.body.length)] ^= (byte) (1 << random.nextInt(8));
      }
    }
  },
  LONGER_BODY {
    @Override
    void apply(Letter letter, Random random) {
      byte[] longer = new byte[letter.body.length + 1];
      System.arraycopy(letter.body, 0, longer, 0, letter.body.length);
      letter.body = longer;
    }
  },
  METHOD {
    @Override
    void apply(Letter letter, Random random) {
      letter.method = letter.method.equals("POST") ? "PUT" : "POST";
    }
  },
  PATH {
    @Override
    void apply(Letter letter, Random random) {
      letter.path = letter.path.equals("/") ? "/x" : letter.path + "x";
    }
  },
  MORE_QUERY {
    @Override
    void apply(Letter letter, Random random) {
      letter.query = letter.query.isEmpty() ? "Action=x" : letter.query + "&Action=x";
    }
  },
  OTHER_QUERY {
    @Override
    void apply(Letter letter, Random random) {
      letter.query = otherCharacter(letter.query, random);
    }
  },
  HOST {
    @Override
    void apply(Letter letter, Random random) {
      letter.authority = "x" + letter.authority;
      letter.change("host", host -> "x" + host);
    }
  },
  TARGET {
    @Override
    void apply(Letter letter, Random random) {
      letter.remove("x-amz-target");
      letter.add("X-Amz-Target", "Kinesis_20131202.DeleteStream");
    }
  },
  ANY_SIGNED_HEADER {
    @Override
    void apply(Letter letter, Random random) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < letter.names.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      for (int i : order) {
        if (!letter.names.get(i).equalsIgnoreCase("authorization")) {
          letter.values.set(i, letter.values.get(i) + "x");
          return;
        }
      }
    }
  },
  AUTHORIZATION {
    @Override
    void apply(Letter letter, Random random) {
      changeClaim(letter, claim -> otherCharacter(claim, random));
    }
  },
  SHORTER_SIGNATURE {
    @Override
    void apply(Letter letter, Random random) {
      changeClaim(letter, claim -> claim.replaceFirst("(Signature=[0-9a-f]+)[0-9a-f]", "$1"));
    }
  },
  CAPITAL_SIGNATURE {
    @Override
    void apply(Letter letter, Random random) {
      changeClaim(letter, claim -> claim.replaceFirst("(Signature=[0-9a-f]*)a", "$1A"));
    }
  },
  ANOTHER_KEY {
    @Override
    void apply(Letter letter, Random random) {
      changeClaim(letter, claim -> claim.replace(Signed.ID, "AKIDOTHER"));
    }
  },
  FEWER_SIGNED_HEADERS {
    @Override
    void apply(Letter letter, Random random) {
      changeClaim(
          letter, claim -> claim.replaceFirst("(SignedHeaders=[^,&]*?)(;|%3B)[^;%,&]+", "$1"));
    }
  },
  NO_CLAIM {
    @Override
    void apply(Letter letter, Random random) {
      letter.remove("authorization");
      letter.query = letter.query.replaceAll("&?X-Amz-[^&]*", "");
    }
  };

  abstract void apply(Letter letter, Random random);

  private static void changeClaim(Letter letter, UnaryOperator<String> how) {
    if (letter.query.contains("X-Amz-Signature")) {
      letter.query = how.apply(letter.query);
    } else {
      letter.change("authorization", how);
    }
  }

  /** One letter or digit for another one; letters stay what they are in hexadecimal digits. */
  private static String otherCharacter(String text, Random random) {
    if (text.isEmpty()) {
      return text;
    }
    StringBuilder changed = new StringBuilder(text);
    for (int tries = 0; tries < 100; tries++) {
      int i = random.nextInt(text.length());
      char old = text.charAt(i);
      boolean escaped =
          (i > 0 && text.charAt(i - 1) == '%') || (i > 1 && text.charAt(i - 2) == '%');
      if (Character.isLetterOrDigit(old) && !escaped) {
        changed.setCharAt(i, old == 'q' ? 'r' : 'q');
        return changed.toString();
      }
    }
    return text;
  }
}
