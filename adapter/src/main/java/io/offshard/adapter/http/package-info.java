// SPDX-License-Identifier: Apache-2.0
/**
 * The sockets: bytes of a request in, bytes of a reply out. It knows HTTP and nothing of any API
 * that travels over it, and it is the only package that may use Javalin, Jetty and the servlet API.
 */
@NullMarked
package io.offshard.adapter.http;

import org.jspecify.annotations.NullMarked;
