// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonToken;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A structure of named members, held as a record; the shape of every request and response. Its
 * constant is the single declaration of a wire type: {@code Struct.of(Request.class,
 * Member.required("ShardId", ID), ...)}.
 *
 * <p>Members that are absent or null become null, unknown ones are stepped over, and of a repeated
 * one the last counts.
 *
 * @param <R> the record
 */
public final class Struct<R extends Record> extends Shape<R> {
  /** Of the length of a body to be written; most are short. */
  private static final int FIRST_GUESS = 512;

  private final RecordAccess<R> type;
  private final List<Member<?>> members;
  private final MemberName[] names;
  private final Map<String, Integer> positions = new HashMap<>();
  private final String shownAs;

  private Struct(RecordAccess<R> type, List<Member<?>> members, String shownAs) {
    this.type = type;
    this.members = members;
    this.shownAs = shownAs;
    this.names =
        members.stream().map(member -> new MemberName(member.name())).toArray(MemberName[]::new);
    for (Member<?> member : members) {
      positions.put(member.name(), positions.size());
    }
  }

  /**
   * Declares a structure. The members stand in the order of the record's components, which have
   * their names in lowerCamel, their types, and {@code @Nullable} where they are optional.
   *
   * @throws IllegalArgumentException when record and members disagree, so that a mistake shows in
   *     the first test
   */
  public static <R extends Record> Struct<R> of(Class<R> type, Member<?>... members) {
    List<Member<?>> all = List.of(members);
    return new Struct<>(RecordAccess.of(type, all), all, type.getSimpleName());
  }

  /** The same structure under the class name that the service prints in violations of lists. */
  public Struct<R> shownAs(String vendorClassName) {
    return new Struct<>(type, members, vendorClassName);
  }

  /**
   * Reads a body to its end.
   *
   * @throws MalformedBody when it is not well-formed; every other complaint waits in the result
   */
  public Decoded<R> decode(Wire wire, byte[] body) {
    R plain = PlainReader.read(this, wire, body);
    return plain == null ? decodeAny(wire, body) : new Decoded<>(this, plain);
  }

  /** Reads a body in whatever form it is; the measure of {@link PlainReader}. */
  Decoded<R> decodeAny(Wire wire, byte[] body) {
    Source in = new Source(wire, body);
    in.next();
    Object raw = in.read(this);
    in.end();
    return new Decoded<>(this, raw, in.wrongType());
  }

  /** Writes a body; members that are null are left out. */
  public byte[] encode(Wire wire, R value) {
    BodyWriter out = BodyWriter.of(wire, FIRST_GUESS);
    write(value, out);
    return out.exactBody();
  }

  /** One line of the reference page: a member and what is demanded of it. */
  public record Row(String member, String type, boolean required, List<String> constraints) {}

  /** The members for the reference page, in declared order. */
  public List<Row> rows() {
    return members.stream().map(Member::row).toList();
  }

  List<Member<?>> members() {
    return members;
  }

  @Override
  @Nullable Object read(Source in) {
    if (in.token() != JsonToken.START_OBJECT) {
      return in.refuse("Expected null");
    }
    @Nullable Object[] raw = new @Nullable Object[members.size()];
    while (in.next() != JsonToken.END_OBJECT) {
      Integer position = positions.get(in.name());
      in.next();
      if (position == null) {
        in.skip();
      } else {
        raw[position] = in.read(members.get(position).shape());
      }
    }
    return raw;
  }

  /** As {@link #check(Object, Path, Violations)} for the structure that is the body itself. */
  void check(@Nullable Object[] raw, @Nullable Path path, Violations found) {
    for (int i = 0; i < raw.length; i++) {
      Member<?> member = members.get(i);
      Object value = raw[i];
      if (value != null) {
        member.shape().check(value, Path.member(path, member.name()), found);
      } else if (member.required()) {
        found.missing(Path.member(path, member.name()));
      }
    }
  }

  @Override
  R plain(PlainReader in) {
    @Nullable Object[] values = new @Nullable Object[names.length];
    in.beginMap();
    int position = -1;
    while (in.hasMember()) {
      position = in.member(names, position + 1);
      values[position] = in.isNull() ? null : members.get(position).shape().plain(in);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && members.get(i).required()) {
        throw new NotPlain();
      }
    }
    return type.create(values);
  }

  @Override
  void check(Object raw, Path path, Violations found) {
    check((@Nullable Object[]) raw, path, found);
  }

  @Override
  R build(Object raw) {
    @Nullable Object[] values = ((@Nullable Object[]) raw).clone();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      values[i] = value == null ? null : members.get(i).shape().build(value);
    }
    return type.create(values);
  }

  @Override
  void write(Object value, BodyWriter out) {
    out.beginMap();
    for (int i = 0; i < names.length; i++) {
      Object held = type.get(value, i);
      if (held != null) {
        out.name(names[i]);
        members.get(i).shape().write(held, out);
      }
    }
    out.endMap();
  }

  @Override
  boolean fits(Type type) {
    return this.type.is(type);
  }

  @Override
  String typeName() {
    return type.name();
  }

  @Override
  boolean isComposite() {
    return true;
  }

  @Override
  void show(Object raw, Excerpt text) {
    text.add(shownAs + "@" + Integer.toHexString(Arrays.hashCode((@Nullable Object[]) raw)));
  }
}
