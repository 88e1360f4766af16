// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import io.offshard.adapter.file.WatchedFiles;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 with a certificate that is read again when its files change, as tools that renew
 * certificates expect it; so are the authorities of clients, where there are any. What cannot be
 * used then changes nothing, and the log says why; once opened, connections keep what they began
 * with.
 */
final class ReloadedTls {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedTls.class);

  private final TlsSettings files;
  private final Duration every;
  private final SslContextFactory.Server context = new SslContextFactory.Server();
  private final WatchedFiles watched;
  private volatile Instant end;

  /**
   * Reads the files.
   *
   * @param every how often to look whether they have changed
   * @throws InvalidKeys when they cannot be used
   */
  ReloadedTls(TlsSettings files, Duration every) {
    this.files = files;
    this.every = every;
    List<Path> all = new ArrayList<>(List.of(files.certificate(), files.key()));
    files.clientCa().ifPresent(all::add);
    this.watched = new WatchedFiles(all);
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setCipherComparator(HTTP2Cipher.COMPARATOR);
    context.setNeedClientAuth(files.clientCa().isPresent());
    context.setKeyStorePassword("");
    Stores stores = Stores.of(files);
    this.end = ServerKeys.end(stores.keys());
    stores.into(context);
  }

  /** What is in the files. */
  private record Stores(KeyStore keys, Optional<KeyStore> authorities) {
    static Stores of(TlsSettings files) {
      return new Stores(ServerKeys.read(files), files.clientCa().map(ServerKeys::authorities));
    }

    void into(SslContextFactory context) {
      context.setKeyStore(keys);
      authorities.ifPresent(context::setTrustStore);
    }
  }

  /** When the chain in use ends. */
  Instant end() {
    return end;
  }

  SslContextFactory.Server context() {
    return context;
  }

  /** Goes on looking for as long as the scheduler runs. */
  void watch(Scheduler scheduler) {
    var _ =
        scheduler.schedule(
            () -> {
              look();
              watch(scheduler);
            },
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (!watched.changed()) {
      return;
    }
    try {
      Stores stores = Stores.of(files);
      context.reload(stores::into);
      end = ServerKeys.end(stores.keys());
      LOG.info("{} or what belongs to it has changed: new connections see it", files.certificate());
    } catch (InvalidKeys e) {
      LOG.error("Certificates stay as they were: {}", e.getMessage());
    } catch (Exception e) {
      LOG.error("Certificates stay as they were", e);
    }
  }
}
