// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.auth.CallerTokens;
import io.offshard.adapter.auth.Credentials;
import io.offshard.adapter.auth.KafkaLogin;
import io.offshard.adapter.auth.Payers;
import io.offshard.adapter.auth.SessionKeys;
import io.offshard.adapter.auth.SigV4;
import io.offshard.adapter.auth.TokenCallers;
import io.offshard.adapter.auth.TokenIntrospection;
import io.offshard.adapter.auth.TokenOwners;
import io.offshard.adapter.auth.TokenService;
import io.offshard.adapter.config.Auth;
import io.offshard.adapter.config.TokenEndpoint;
import io.offshard.adapter.config.Yandex;
import io.offshard.adapter.file.UnusableFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the configuration has callers prove who they are.
 *
 * @param aws to the APIs of AWS
 * @param yandex to Yandex Data Streams, with the same keys or with tokens
 * @param v3io to v3io, with the same keys
 * @param payers whose share of memory their calls take
 * @param kafkaLogins what each is to Kafka, by its name
 */
record Callers(
    Authentication aws,
    Authentication yandex,
    Authentication v3io,
    Payers payers,
    Function<String, Optional<KafkaLogin>> kafkaLogins) {

  static Callers of(Auth auth, Yandex yandex, Clock clock) {
    return switch (auth.mode()) {
      case NONE ->
          new Callers(
              Authentication.NONE,
              Authentication.NONE,
              Authentication.NONE,
              Payers.unknown(),
              name -> Optional.empty());
      case SIGV4 -> {
        Credentials keys =
            read(
                "auth.credentials-file",
                auth.credentialsFile().orElseThrow(),
                file ->
                    auth.kafkaPrincipal() == Auth.KafkaPrincipal.PER_KEY
                        ? Credentials.withKafkaLogins(file, System::nanoTime)
                        : new Credentials(file, System::nanoTime));
        Optional<CallerTokens> listed = yandex.tokensFile().map(Callers::tokens);
        yield new Callers(
            new SigV4(keys, auth.region(), clock),
            new TokenCallers(
                owners(listed, yandex.introspection(), clock),
                new SigV4(keys, Optional.empty(), clock),
                yandex.regions()),
            new SessionKeys(keys),
            Payers.of(keys, listed),
            keys::kafkaLogin);
      }
    };
  }

  private static Optional<TokenOwners> owners(
      Optional<? extends TokenOwners> listed, TokenEndpoint service, Clock clock) {
    Optional<TokenOwners> asked =
        service
            .url()
            .map(url -> new TokenService(URI.create(url), service.login()))
            .map(known -> new TokenIntrospection(known, clock));
    return listed.map(file -> asked.map(file::or).orElse(file)).or(() -> asked);
  }

  private static CallerTokens tokens(Path given) {
    return read("yandex.tokens-file", given, file -> new CallerTokens(file, System::nanoTime));
  }

  private static <T> T read(String key, Path file, Function<Path, T> reader) {
    try {
      return reader.apply(file);
    } catch (UnusableFile e) {
      throw new StartFailure(key + ": " + e.getMessage(), e);
    }
  }
}
