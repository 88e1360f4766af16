// SPDX-License-Identifier: Apache-2.0
/**
 * What all need that ask other services over HTTP with the JDK's client. Uses nothing of the rest.
 */
@NullMarked
package io.offshard.adapter.remote;

import org.jspecify.annotations.NullMarked;
