// SPDX-License-Identifier: Apache-2.0
/**
 * JSON whose form is not known beforehand, as values: what other systems write into Kafka. Numbers
 * stay the text that they were written as. May use the Jackson streaming API and nothing else of
 * Offshard.
 */
@NullMarked
package io.offshard.mapping.json;

import org.jspecify.annotations.NullMarked;
