// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty itself refuses (a bad request line, too many header fields) with the status
 * alone: no page, no echo of the input, no stack trace.
 */
final class BareErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refusal) {
      response.setStatus(refusal.getCode());
    }
    response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
    response.write(true, null, callback);
    return true;
  }
}
