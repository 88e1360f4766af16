// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls over and over on threads of its own, whatever comes of them, and counts the outcomes
 * of each kind of call.
 */
public final class Hammer implements AutoCloseable {

  /** How a call ended that worked. */
  public static final String OK = "ok";

  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentMap<String, ConcurrentMap<String, Integer>> outcomes =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Duration> longest = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  /** Starts to make that call on so many threads. */
  public Hammer with(int callers, String name, Runnable call) {
    return withOutcome(
        callers,
        name,
        () -> {
          call.run();
          return OK;
        });
  }

  /** The same for a call that tells itself how it ended. */
  public Hammer withOutcome(int callers, String name, Supplier<String> call) {
    for (int i = 0; i < callers; i++) {
      threads.add(Thread.ofVirtual().start(() -> repeat(name, call)));
    }
    return this;
  }

  /** For each kind of call: how often it ended how, since the last question. */
  public Map<String, Map<String, Integer>> outcomes() {
    Map<String, Map<String, Integer>> seen = new TreeMap<>();
    for (String name : List.copyOf(outcomes.keySet())) {
      seen.put(name, new TreeMap<>(outcomes.remove(name)));
    }
    return seen;
  }

  /** The slowest of each kind so far. */
  public Map<String, Duration> longest() {
    return new TreeMap<>(longest);
  }

  /** What an SDK's failure is called here: status and error code, or the failure of the client. */
  public static String nameOf(SdkException failure) {
    return failure instanceof AwsServiceException answer
        ? answer.statusCode() + " " + answer.awsErrorDetails().errorCode()
        : failure.toString();
  }

  private void repeat(String name, Supplier<String> call) {
    while (!stopped) {
      long start = System.nanoTime();
      String outcome;
      try {
        outcome = call.get();
      } catch (SdkException failure) {
        outcome = nameOf(failure);
      }
      longest.merge(
          name,
          Duration.ofNanos(System.nanoTime() - start),
          (one, other) -> one.compareTo(other) > 0 ? one : other);
      outcomes
          .computeIfAbsent(name, _ -> new ConcurrentHashMap<>())
          .merge(outcome, 1, Integer::sum);
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
