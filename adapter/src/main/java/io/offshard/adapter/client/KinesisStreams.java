// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import io.offshard.adapter.service.Pause;
import io.offshard.mapping.kinesis.CreateStream;
import io.offshard.mapping.kinesis.DeleteStream;
import io.offshard.mapping.kinesis.DescribeStreamSummary;
import io.offshard.mapping.kinesis.ListShards;
import io.offshard.mapping.kinesis.MergeShards;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.kinesis.ShardFilter;
import io.offshard.mapping.kinesis.SplitShard;
import io.offshard.mapping.kinesis.StreamDescriptionSummary;
import io.offshard.mapping.kinesis.StreamMode;
import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.kinesis.StreamStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes and changes streams, and waits until they have changed. Every method throws {@link
 * CallFailure} with the service's own words when it is refused. Thread-safe.
 */
public final class KinesisStreams {
  /** The service takes ten DescribeStreamSummary calls a second from one caller, not many more. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final String GONE = "ResourceNotFoundException";

  private final KinesisClient client;
  private final Pause pause;

  /** Streams at the other end of that client. */
  public KinesisStreams(KinesisClient client, Pause pause) {
    this.client = client;
    this.pause = pause;
  }

  /** The stream without its shards. */
  public StreamDescriptionSummary describe(String stream) {
    return client
        .ask(
            "DescribeStreamSummary",
            DescribeStreamSummary.Request.SHAPE,
            new DescribeStreamSummary.Request(stream, null, null),
            DescribeStreamSummary.Response.SHAPE)
        .streamDescriptionSummary();
  }

  /**
   * Its shards by ascending index.
   *
   * @param filter which of them; without one all that are not expired
   */
  public List<Shard> shards(String stream, @Nullable ShardFilter filter) {
    List<Shard> all = new ArrayList<>();
    ListShards.Request request =
        new ListShards.Request(stream, null, null, null, null, filter, null, null);
    while (true) {
      ListShards.Response page =
          client.ask("ListShards", ListShards.Request.SHAPE, request, ListShards.Response.SHAPE);
      if (page.shards() != null) {
        all.addAll(page.shards());
      }
      if (page.nextToken() == null) {
        return all;
      }
      request = new ListShards.Request(null, page.nextToken(), null, null, null, null, null, null);
    }
  }

  /**
   * Begins to create a stream.
   *
   * @param shards null for a stream on demand
   */
  public void create(String stream, @Nullable Integer shards) {
    StreamMode mode = shards == null ? StreamMode.ON_DEMAND : StreamMode.PROVISIONED;
    client.tell(
        "CreateStream",
        CreateStream.Request.SHAPE,
        new CreateStream.Request(stream, shards, new StreamModeDetails(mode), null, null, null));
  }

  /** Begins to delete a stream, whoever is registered as its consumer. */
  public void delete(String stream) {
    client.tell(
        "DeleteStream",
        DeleteStream.Request.SHAPE,
        new DeleteStream.Request(stream, true, null, null));
  }

  /** Begins to split a shard; the hash key is the first one of the upper half. */
  public void split(String stream, String shard, String hashKey) {
    client.tell(
        "SplitShard",
        SplitShard.Request.SHAPE,
        new SplitShard.Request(stream, shard, hashKey, null, null));
  }

  /** Begins to merge two shards, the one with the lower hash keys first. */
  public void merge(String stream, String lower, String upper) {
    client.tell(
        "MergeShards",
        MergeShards.Request.SHAPE,
        new MergeShards.Request(stream, lower, upper, null, null));
  }

  /**
   * Waits until the stream is active, however long that takes.
   *
   * @param progress is told each state that the stream is seen in, once
   */
  public void awaitActive(String stream, Consumer<StreamStatus> progress)
      throws InterruptedException {
    StreamStatus seen = null;
    while (seen != StreamStatus.ACTIVE) {
      StreamStatus now = describe(stream).streamStatus();
      if (now != seen) {
        progress.accept(now);
        seen = now;
      }
      if (now != StreamStatus.ACTIVE) {
        pause.await(LOOK);
      }
    }
  }

  /** Waits until there is no such stream any more, however long that takes. */
  public void awaitGone(String stream) throws InterruptedException {
    try {
      while (true) {
        var _ = describe(stream);
        pause.await(LOOK);
      }
    } catch (CallFailure e) {
      if (!e.type().equals(GONE)) {
        throw e;
      }
    }
  }
}
