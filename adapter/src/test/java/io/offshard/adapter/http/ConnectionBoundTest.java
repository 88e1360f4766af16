// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConnectionBoundTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  @Test
  void closesWhatIsBeyondTheBoundAndServesTheOthers() throws Exception {
    List<RawConnection> clients = new ArrayList<>();
    try (ApiServer server =
        TestServer.start(TestServer.settings().withMaxConnections(3), TestServer::name)) {
      for (int i = 0; i < 3; i++) {
        clients.add(new RawConnection(server.port()));
        assertThat(clients.get(i).send(GET).receive().status()).isEqualTo(200);
      }
      for (int i = 0; i < 20; i++) {
        try (RawConnection tooMany = new RawConnection(server.port())) {
          assertThat(tooMany.closedByServer()).isTrue();
        }
      }
      assertThat(server.connectionsRefused()).isEqualTo(20);
      Awaitility.await().until(() -> server.connections() == 3);
      for (RawConnection client : clients) {
        assertThat(client.send(GET).receive().status()).isEqualTo(200);
      }

      clients.removeFirst().close();
      Awaitility.await().until(() -> server.connections() == 2);
      clients.add(new RawConnection(server.port()));
      assertThat(clients.getLast().send(GET).receive().status()).isEqualTo(200);
    } finally {
      for (RawConnection client : clients) {
        client.close();
      }
    }
  }
}
