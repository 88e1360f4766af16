// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty itself refuses (a bad request line, too many header fields) with the status
 * alone: no page, no echo of the input, no stack trace. A request line that Jetty cannot read
 * counts as one of HTTP/1.0, where the end of the connection goes without saying; a client that
 * said something newer would send its next call into the end, so it is said.
 */
final class BareErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refusal) {
      response.setStatus(refusal.getCode());
    }
    response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
    if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
    response.write(true, null, callback);
    return true;
  }
}
