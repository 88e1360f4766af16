// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a key that nobody sets, written as it would be in the file. A key without one is
 * required, unless its type is optional.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Default {
  /** Stands for "none"; no YAML can say it. */
  String NONE = "\0";

  /** Under both profiles, unless {@link #dev} says otherwise. */
  String value() default NONE;

  /** Under {@link Profile#DEV} only. */
  String dev() default NONE;
}
