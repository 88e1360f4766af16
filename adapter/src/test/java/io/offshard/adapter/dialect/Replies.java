// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.http.Reply;
import io.offshard.adapter.http.StreamedBody.Outlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** What stands in replies. */
public final class Replies {
  private Replies() {}

  /** The body; nobody listens to one that is told piece by piece. */
  public static byte[] bytes(Reply reply) {
    return switch (reply) {
      case Reply.Whole whole -> {
        byte[] bytes = new byte[whole.body().remaining()];
        whole.body().duplicate().get(bytes);
        yield bytes;
      }
      case Reply.Streamed streamed -> {
        try {
          streamed.body().sendTo(new Deaf());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        yield new byte[0];
      }
    };
  }

  private static final class Deaf implements Outlet {
    @Override
    public void send(ByteBuffer piece) {}

    @Override
    public boolean isOpen() {
      return false;
    }
  }
}
