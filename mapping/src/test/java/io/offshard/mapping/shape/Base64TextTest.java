// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class Base64TextTest {

  @Property
  void readsWhatWasWritten(@ForAll byte[] bytes) {
    assertThat(Base64Text.decode(Base64.getEncoder().encodeToString(bytes)))
        .isEqualTo(ByteBuffer.wrap(bytes));
  }

  @Property
  void readsNothingThatWouldBeWrittenOtherwise(
      @ForAll @StringLength(max = 8) @CharRange(from = 'A', to = 'D') @Chars({'=', '-', '/', 'w'})
          String text) {
    ByteBuffer bytes = Base64Text.decode(text);

    if (bytes != null) {
      assertThat(Base64.getEncoder().encode(bytes)).isEqualTo(ISO_8859_1.encode(text));
    } else {
      assertThat(Base64Text.problem(text)).isNotEmpty();
    }
  }
}
