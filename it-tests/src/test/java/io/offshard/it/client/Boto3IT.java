// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import io.offshard.it.server.Project;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class Boto3IT extends ClientContract {

  @TempDir static Path directory = Path.of("");

  @Override
  ClientDriver driver() {
    String script = Project.testFile("python/round_trip.py").toString();
    return new ScriptDriver(List.of(Installed.pythonWithBoto3().toString(), script), directory);
  }
}
