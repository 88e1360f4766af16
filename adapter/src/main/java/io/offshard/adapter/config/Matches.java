// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The form that a text must have, and how to say so to a person. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Matches {
  String pattern();

  String says();
}
