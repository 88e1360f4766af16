// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static io.offshard.it.v3io.V3ioClient.base64;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call is told by the secrets of the same keys that sign the calls of Kinesis. */
final class V3ioCallersIT {
  private static final String SECRET = "it/secret+of-a-key";

  @TempDir private Path directory;

  @Test
  void aSecretLetsInAndNothingElse() throws IOException {
    Path keys = directory.resolve("keys");
    Files.writeString(
        keys,
        """
        [team]
        aws_access_key_id = AKIAIT
        aws_secret_access_key = %s
        """
            .formatted(SECRET));
    Map<String, String> asking =
        Map.of(
            "OFFSHARD_AUTH_MODE",
            "sigv4",
            "OFFSHARD_AUTH_CREDENTIALS_FILE",
            keys.toString(),
            "OFFSHARD_AUTH_ACCESS",
            "all");
    try (ServerInThisJvm server = new ServerInThisJvm(directory, asking)) {
      V3ioClient v3io = new V3ioClient(server.endpoint());
      String path = "/users/" + StreamNames.fresh("mine");

      assertThat(create(v3io, path, Map.of()).is(401).error()).isEqualTo("Unauthorized");
      var _ = create(v3io, path, Map.of("X-v3io-session-key", "AKIAIT")).is(401);
      var _ = create(v3io, path, Map.of("Authorization", "AWS AKIAIT:00")).is(401);
      var _ = create(v3io, path, Map.of("X-v3io-session-key", SECRET)).is(204);
      String basic = "Basic " + base64("team:" + SECRET);
      var _ = create(v3io, path, Map.of("Authorization", basic)).is(409);
      var _ = create(v3io, path, Map.of("Authorization", "AWS " + SECRET + ":00")).is(409);
    }
  }

  private static Answer create(V3ioClient v3io, String path, Map<String, String> who) {
    Map<String, String> headers = new HashMap<>(who);
    headers.put("X-v3io-function", "CreateStream");
    return v3io.call("POST", path, "", headers);
  }
}
