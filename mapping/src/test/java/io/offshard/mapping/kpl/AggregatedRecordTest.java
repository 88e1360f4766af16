// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kpl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class AggregatedRecordTest {
  private static final byte[] MAGIC = HexFormat.of().parseHex("f3899ac2");

  @Property
  void whatWasPackedIsRead(@ForAll("records") List<UserRecord> records) {
    assertThat(AggregatedRecord.read(framed(packed(records))))
        .hasValueSatisfying(read -> assertThat(read.records()).isEqualTo(records));
  }

  @Property
  void whatIsWrittenIsRead(@ForAll("records") List<UserRecord> records) {
    assertThat(AggregatedRecord.read(new AggregatedRecord(records).bytes()))
        .hasValueSatisfying(read -> assertThat(read.records()).isEqualTo(records));
  }

  @Property
  void itIsWrittenAsProtobufWritesIt(@ForAll("records") List<UserRecord> records) {
    assertThat(new AggregatedRecord(records).bytes()).isEqualTo(framed(plain(records)));
  }

  @Property
  void aDamagedAggregateIsAnOrdinaryRecord(
      @ForAll("records") List<UserRecord> records, @ForAll int place, @ForAll byte change) {
    ByteBuffer data = framed(packed(records));
    int at = Math.floorMod(place, data.limit());
    byte before = data.get(at);
    data.put(at, (byte) (before ^ change));

    assertThat(AggregatedRecord.isOne(data)).isEqualTo(change == 0);
    assertThat(AggregatedRecord.read(data).isPresent()).isEqualTo(change == 0);
  }

  @Property(tries = 5_000)
  void whateverStandsInTheFrameReadingItEnds(
      @ForAll("records") List<UserRecord> records,
      @ForAll byte[] noise,
      @ForAll int place,
      @ForAll byte change) {
    byte[] message = packed(records);
    message[Math.floorMod(place, message.length)] ^= change;

    for (byte[] each : List.of(message, noise)) {
      if (each.length > 0) {
        assertThat(AggregatedRecord.isOne(framed(each))).isTrue();
        AggregatedRecord.read(framed(each))
            .ifPresent(read -> assertThat(read.records()).isNotEmpty());
      }
    }
  }

  @Property
  void ordinaryDataIsNoAggregate(@ForAll byte[] data) {
    assertThat(AggregatedRecord.isOne(ByteBuffer.wrap(data))).isFalse();
    assertThat(AggregatedRecord.read(ByteBuffer.wrap(data))).isEmpty();
  }

  @Example
  void lengthsAreNotBelieved() {
    byte[] promising = HexFormat.of().parseHex("1affffffff07");
    byte[] negative = HexFormat.of().parseHex("1affffffffffffffffff01");
    byte[] endless = HexFormat.of().parseHex("08ffffffffffffffffffffff");
    assertThat(List.of(promising, negative, endless))
        .allSatisfy(message -> assertThat(AggregatedRecord.read(framed(message))).isEmpty());
  }

  @Example
  void aRecordWithoutItsKeyMakesTheWholeOrdinary() {
    UnknownFieldSet keyless =
        UnknownFieldSet.newBuilder().addField(3, bytes("data".getBytes(UTF_8))).build();
    byte[] message =
        UnknownFieldSet.newBuilder()
            .addField(3, Field.newBuilder().addLengthDelimited(keyless.toByteString()).build())
            .build()
            .toByteArray();

    assertThat(AggregatedRecord.read(framed(message))).isEmpty();
  }

  private static ByteBuffer framed(byte[] message) {
    ByteBuffer data = ByteBuffer.allocate(MAGIC.length + message.length + 16);
    return data.put(MAGIC).put(message).put(md5(message)).flip();
  }

  private static byte[] md5(byte[] message) {
    try {
      return MessageDigest.getInstance("MD5").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the library does it, with more in it: tags, and fields of a later time. */
  private static byte[] packed(List<UserRecord> records) {
    Field tag = bytes(new byte[] {10, 1, 'k'});
    Field later = Field.newBuilder().addFixed32(7).addFixed64(8).addVarint(9).build();
    return message(records, record -> record.addField(4, tag))
        .addField(9, later)
        .build()
        .toByteArray();
  }

  /** As the library does it: keys in tables, each once. */
  private static byte[] plain(List<UserRecord> records) {
    return message(records, record -> {}).build().toByteArray();
  }

  private static UnknownFieldSet.Builder message(
      List<UserRecord> records, Consumer<UnknownFieldSet.Builder> more) {
    List<String> keys = new ArrayList<>();
    List<String> hashKeys = new ArrayList<>();
    Field.Builder packed = Field.newBuilder();
    for (UserRecord each : records) {
      UnknownFieldSet.Builder record = UnknownFieldSet.newBuilder();
      record.addField(1, index(keys, each.partitionKey()));
      if (each.explicitHashKey() != null) {
        record.addField(2, index(hashKeys, each.explicitHashKey()));
      }
      byte[] data = new byte[each.data().remaining()];
      each.data().duplicate().get(data);
      record.addField(3, bytes(data));
      more.accept(record);
      packed.addLengthDelimited(record.build().toByteString());
    }
    return UnknownFieldSet.newBuilder()
        .addField(1, table(keys))
        .addField(2, table(hashKeys))
        .addField(3, packed.build());
  }

  private static Field index(List<String> table, String text) {
    if (!table.contains(text)) {
      table.add(text);
    }
    return Field.newBuilder().addVarint(table.indexOf(text)).build();
  }

  private static Field table(List<String> texts) {
    Field.Builder field = Field.newBuilder();
    texts.forEach(text -> field.addLengthDelimited(ByteString.copyFromUtf8(text)));
    return field.build();
  }

  private static Field bytes(byte[] bytes) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFrom(bytes)).build();
  }

  @Provide
  Arbitrary<List<UserRecord>> records() {
    Arbitrary<String> keys =
        Arbitraries.of("a", "b", "é", "語", "😀")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(parts -> String.join("", parts));
    Arbitrary<@Nullable String> hashKeys =
        Arbitraries.of(IntStream.range(0, 5).mapToObj(Integer::toString).toList()).injectNull(0.5);
    Arbitrary<ByteBuffer> data =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(50).map(ByteBuffer::wrap);
    return Combinators.combine(keys, hashKeys, data)
        .as(UserRecord::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }
}
