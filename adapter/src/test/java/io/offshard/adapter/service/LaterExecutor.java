// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks on the caller's thread, in order, when it is told to. */
public final class LaterExecutor extends AbstractExecutorService {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean closed;

  /** Runs all tasks, and those that they add. */
  public void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
      boolean _ = Thread.interrupted(); // each task stands for a thread of its own
    }
  }

  int waiting() {
    return tasks.size();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void shutdown() {
    closed = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    closed = true;
    List<Runnable> left = List.copyOf(tasks);
    tasks.clear();
    return left;
  }

  @Override
  public boolean isShutdown() {
    return closed;
  }

  @Override
  public boolean isTerminated() {
    return closed && tasks.isEmpty();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }
}
