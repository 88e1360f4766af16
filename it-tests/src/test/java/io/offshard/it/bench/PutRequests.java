// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one writer, built in advance but for the stamps of their records. There are as
 * many as it takes until the keys begin again with the first.
 */
final class PutRequests {

  private final Format format;
  private final Ledger.Writer writer;
  private final int batch;
  private final @Nullable Signature signature;
  private final byte[] failures;
  private final List<Prebuilt> prebuilt = new ArrayList<>();

  /** A request, and where in it its body and the data of its records lie. */
  private static final class Prebuilt {
    private final byte[] bytes;
    private final int body;
    private final int[] places;

    private Prebuilt(byte[] bytes, int body, int[] places) {
      this.bytes = bytes;
      this.body = body;
      this.places = places;
    }
  }

  PutRequests(Format format, String stream, Ledger.Writer writer, int batch, boolean signed) {
    this.format = format;
    this.writer = writer;
    this.batch = batch;
    String operation = batch == 1 ? "PutRecord" : "PutRecords";
    this.signature = signed ? new Signature(operation, format.contentType(), Instant.now()) : null;
    this.failures = format.marker("FailedRecordCount");
    int number = 0;
    do {
      prebuilt.add(batch == 1 ? single(stream, number) : several(stream, number));
      number += batch;
    } while (number % Ledger.KEYS != 0);
  }

  /** The next request with the numbers of now; good until it comes round again. */
  byte[] next() {
    long number = writer.written();
    Prebuilt request = prebuilt.get((int) (number / batch % prebuilt.size()));
    for (int place : request.places) {
      format.payload().stamp(request.bytes, place, writer.id(), number++);
    }
    if (signature != null) {
      signature.sign(request.bytes, request.body);
    }
    return request.bytes;
  }

  /** Fails unless every record was stored. */
  void check(Reply reply) {
    reply.ok();
    if (batch > 1 && !reply.isZero(reply.value(failures, reply.from()))) {
      throw new IllegalStateException("some records of a PutRecords call were not stored");
    }
  }

  private Prebuilt single(String stream, int number) {
    Body body = new Body(format).map(3).name("StreamName").text(stream).name("Data");
    int[] places = {body.blob()};
    body.name("PartitionKey").text(Ledger.key(writer.id(), number)).endMap();
    return request("PutRecord", body, places);
  }

  private Prebuilt several(String stream, int first) {
    Body body = new Body(format).map(2).name("StreamName").text(stream).name("Records").list(batch);
    int[] places = new int[batch];
    for (int i = 0; i < batch; i++) {
      places[i] = body.map(2).name("Data").blob();
      body.name("PartitionKey").text(Ledger.key(writer.id(), first + i)).endMap();
    }
    return request("PutRecords", body.endList().endMap(), places);
  }

  private Prebuilt request(String operation, Body body, int[] places) {
    byte[] bytes = body.bytes();
    String lines = signature == null ? "" : signature.lines();
    int head = format.head(operation, bytes.length, lines).length;
    for (int i = 0; i < places.length; i++) {
      places[i] += head;
    }
    return new Prebuilt(format.request(operation, bytes, lines), head, places);
  }
}
