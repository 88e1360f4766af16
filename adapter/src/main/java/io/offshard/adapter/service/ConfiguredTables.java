// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the tables that the configuration names, as soon as their topics are streams. A table
 * that has been disabled stays so. All replicas do this, and the log decides who was first.
 */
public final class ConfiguredTables implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfiguredTables.class);

  private final LineageStore store;
  private final StreamTables tables;
  private final List<Wanted> wanted;
  private final Pause pause;
  private final ExecutorService background;
  private final Remarks remarks = new Remarks("Table {} is not served as configured: {}");

  /** A table, and the topic that holds its changes. */
  public record Wanted(String topic, TableSpec spec, boolean fromNow) {}

  /**
   * A registrar; {@link #start} makes it work.
   *
   * @param pause waits between two looks; a test's does not
   * @param background runs it; closed with this
   */
  public ConfiguredTables(
      LineageStore store,
      StreamTables tables,
      List<Wanted> wanted,
      Pause pause,
      ExecutorService background) {
    this.store = store;
    this.tables = tables;
    this.wanted = List.copyOf(wanted);
    this.pause = pause;
    this.background = background;
  }

  /** Looks once before it returns, and goes on looking. */
  public void start(Duration every) {
    if (wanted.isEmpty()) {
      return;
    }
    look();
    background.execute(pause.before(this::look, every));
  }

  /** One look; trouble is told once. */
  void look() {
    Map<String, String> problems = new HashMap<>();
    for (Wanted each : wanted) {
      problem(each).ifPresent(problem -> problems.put(each.spec().table(), problem));
    }
    remarks.are(problems);
  }

  private Optional<String> problem(Wanted each) {
    try {
      Lineages image = store.current();
      Lineage stream = image.tables().get(each.spec().table());
      if (stream != null) {
        return difference(each, stream);
      }
      if (image.find(each.topic()).isEmpty()) {
        return Optional.of("topic " + each.topic() + " is no stream yet");
      }
      TableStream enabled = tables.enable(each.topic(), each.spec(), each.fromNow());
      log.info(
          "Table {} is served from topic {}, since {}",
          enabled.table(),
          each.topic(),
          enabled.label());
      return Optional.empty();
    } catch (StreamTables.Refused e) {
      Lineage first = store.current().tables().get(each.spec().table()); // of another replica
      return first == null ? Optional.of(String.valueOf(e.getMessage())) : difference(each, first);
    } catch (StreamFaultException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A mistake must end neither the looking nor what is done for the other tables.
      log.debug("Looking after table {} failed", each.spec().table(), e);
      return Optional.of("looking after it failed with " + e);
    }
  }

  /** What is the matter, by table. */
  Map<String, String> problems() {
    return remarks.all();
  }

  private static Optional<String> difference(Wanted each, Lineage stream) {
    String table = each.spec().table();
    if (!stream.topic().equals(each.topic())) {
      return Optional.of("it is served from topic " + stream.topic());
    }
    return stream
        .attached()
        .tables()
        .enabled(table)
        .filter(enabled -> !enabled.spec().equals(each.spec()))
        .map(_ -> "it was enabled with other settings; disable it, and add it anew");
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
