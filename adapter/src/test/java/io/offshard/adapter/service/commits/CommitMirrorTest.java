// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.commits;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitMirrorTest {
  private final LaterExecutor later = new LaterExecutor();
  private final List<Commit> written = new ArrayList<>();
  private final CommitMirror mirror =
      new CommitMirror((group, commits) -> written.addAll(commits), later);

  @Test
  void ofSeveralCommitsInAPartitionTheNewestIsWrittenAndNobodyWaits() {
    mirror.show(new Commit("g", "t", 0, 1));
    mirror.show(new Commit("g", "t", 1, 5));
    mirror.show(new Commit("g", "t", 0, 2));
    assertThat(written).isEmpty();

    later.runAll();

    assertThat(written)
        .containsExactlyInAnyOrder(new Commit("g", "t", 0, 2), new Commit("g", "t", 1, 5));
  }

  @Test
  void whatComesLaterIsWrittenToo() {
    mirror.show(new Commit("g", "t", 0, 1));
    later.runAll();
    mirror.show(new Commit("g", "t", 0, 2));
    later.runAll();

    assertThat(written).containsExactly(new Commit("g", "t", 0, 1), new Commit("g", "t", 0, 2));
  }

  @Test
  void whatCannotBeWrittenIsCountedAndOtherGroupsGoOn() {
    CommitMirror failing =
        new CommitMirror(
            (group, commits) -> {
              if (group.equals("bad")) {
                throw new StreamFaultException(new Unavailable("the group has members"));
              }
              written.addAll(commits);
            },
            later);
    failing.show(new Commit("bad", "t", 0, 1));
    failing.show(new Commit("bad", "t", 1, 1));
    failing.show(new Commit("good", "t", 0, 1));
    later.runAll();

    assertThat(written).containsExactly(new Commit("good", "t", 0, 1));
    assertThat(failing.failed()).isEqualTo(2);
  }

  @Test
  void onlySoManyWait() {
    for (int i = 0; i < 10_003; i++) {
      mirror.show(new Commit("g", "t", i, 1));
    }
    mirror.show(new Commit("g", "t", 0, 2));
    later.runAll();

    assertThat(written).hasSize(10_000).contains(new Commit("g", "t", 0, 2));
    assertThat(mirror.failed()).isEqualTo(3);
  }
}
