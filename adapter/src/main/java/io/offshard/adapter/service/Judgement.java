// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

/** Whether a Kafka topic is a stream, and why or why not. */
public sealed interface Judgement {

  /** It is, or will be as soon as it has been adopted. */
  record Exposed(String pattern, boolean literal) implements Judgement {
    @Override
    public String reason() {
      return literal ? "its name is listed" : "matches " + pattern;
    }
  }

  /** It was made for a stream. */
  record Made() implements Judgement {
    @Override
    public String reason() {
      return "made through an API";
    }
  }

  /** It is not for anybody outside. */
  record Internal() implements Judgement {
    @Override
    public String reason() {
      return "internal topics never are";
    }
  }

  /** Nobody has asked for it. */
  record Unmatched() implements Judgement {
    @Override
    public String reason() {
      return "no pattern of streams.expose matches";
    }
  }

  /** It was asked for, and cannot be; the reason names the way out. */
  sealed interface Refused extends Judgement {}

  /** No stream can have its name. */
  record NoStreamName() implements Refused {
    @Override
    public String reason() {
      return "the name of a stream has at most 128 letters, digits, ., _ or -:"
          + " mirror the topic to one of a shorter name";
    }
  }

  /** Kafka's metrics would take it for another stream's topic. */
  record Clash(String other) implements Refused {
    @Override
    public String reason() {
      return "Kafka takes its name for that of stream "
          + other
          + ": delete that one, or wait a minute if its topic is gone";
    }
  }

  /** A stream of its name was deleted on purpose. */
  record Deleted() implements Refused {
    @Override
    public String reason() {
      return "a stream of that name was deleted through an API:"
          + " list the name itself in streams.expose to have it again";
    }
  }

  /** Why, for people; it has no full stop. */
  String reason();
}
