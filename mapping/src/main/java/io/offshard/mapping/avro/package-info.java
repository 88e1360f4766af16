// SPDX-License-Identifier: Apache-2.0

/**
 * Avro's binary form, read by the schema that its writer had. Values come out as JSON, as Kafka
 * Connect's JsonConverter would have written them: bytes as texts in base64, all else as what it
 * is. Uses the JSON package only.
 */
@NullMarked
package io.offshard.mapping.avro;

import org.jspecify.annotations.NullMarked;
