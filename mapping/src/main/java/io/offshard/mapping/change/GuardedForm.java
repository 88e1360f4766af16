// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.avro.MalformedAvro;
import io.offshard.mapping.item.MalformedItem;
import io.offshard.mapping.json.MalformedJson;

/** A form that keeps its promises whatever its decoder does: it never throws and shows the view. */
final class GuardedForm implements ChangeForm {
  private static final int LONGEST_REASON = 300;

  private final Decoder decoder;
  private final ViewType view;

  GuardedForm(Decoder decoder, ViewType view) {
    this.decoder = decoder;
    this.view = view;
  }

  /** What a form does, except that it may throw. */
  @FunctionalInterface
  interface Decoder {
    /** Understands a record; images that the view does not show may be there or not. */
    Reading decode(SourceRecord record);
  }

  @Override
  public Reading read(SourceRecord record) {
    try {
      return shown(decoder.decode(record));
    } catch (NotYet e) {
      return new Reading.Delayed(String.valueOf(e.getMessage()));
    } catch (Unreadable | MalformedJson | MalformedAvro | MalformedItem e) {
      return new Reading.Undecodable(shortened(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // One record must not stop a shard, not even by a mistake in here.
      return new Reading.Undecodable("the decoder failed with " + e.getClass().getSimpleName());
    }
  }

  private Reading shown(Reading reading) {
    return switch (reading) {
      case Reading.Changed changed ->
          new Reading.Changed(changed.change().as(view), changed.losses());
      case Reading.Skipped skipped -> skipped;
      case Reading.Undecodable undecodable -> undecodable;
      case Reading.Delayed delayed -> delayed;
    };
  }

  /** Reasons quote names, which may be as long as the record. */
  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
  }
}
