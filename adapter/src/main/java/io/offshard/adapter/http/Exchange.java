// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

/**
 * One request as it came off the wire.
 *
 * @param requestId a UUID of our own making, the name of this call in answers and logs
 * @param method the HTTP method as sent
 * @param path the path as sent, neither decoded nor normalised
 * @param query the query as sent, without its question mark; empty where there is none
 * @param authority the host, and the port if it was sent, that the client means; empty where it
 *     does not say
 * @param headers the header fields
 * @param body the whole body; owned by the call until its reply is written
 * @param protocol {@code HTTP/1.1} or {@code HTTP/2.0}
 * @param remote the address and port of the client
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of 14 MiB would be dear
public record Exchange(
    String requestId,
    String method,
    String path,
    String query,
    String authority,
    Headers headers,
    byte[] body,
    String protocol,
    String remote) {

  /** The same request with that body. */
  Exchange with(byte[] body) {
    return new Exchange(requestId, method, path, query, authority, headers, body, protocol, remote);
  }
}
