package io.github.webhook4j.servlet;

import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.WebhookResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/**
 * Mounts one endpoint: whatever comes in at the servlet's URL goes to it, and its answer goes back unchanged.
 *
 * <pre>{@code
 * context.addServlet(new WebhookServlet(endpoint), "/webhooks/stripe");
 * }</pre>
 *
 * <p>No filter in front of it may read the body, or call {@code getParameter}, which reads bodies that are forms. Needs
 * Servlet 6.0. Thread-safe.
 */
public final class WebhookServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient WebhookEndpoint endpoint;

    /**
     * Makes the servlet.
     *
     * @param endpoint what receives the requests
     */
    public WebhookServlet(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        handle(endpoint, request, response);
    }

    /**
     * Lets an endpoint receive a request, for frameworks that are built on servlets. Blocks while handlers run.
     *
     * @param endpoint what receives the request
     * @param request a request whose body nobody has read
     * @param response a response that nobody has written to
     * @throws IOException if the answer cannot be written
     */
    public static void handle(WebhookEndpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        WebhookResponse answer = endpoint.handle(translate(request));
        // not sendError: the container would write a page of its own
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static WebhookRequest translate(HttpServletRequest request) {
        String query = request.getQueryString();
        String url = request.getRequestURL().toString();
        WebhookRequest.Builder builder = WebhookRequest.builder(
                        request.getMethod(), query == null ? url : url + "?" + query)
                .remoteAddress(request.getRemoteAddr())
                .body(request::getInputStream);
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                builder.header(name, value);
            }
        }
        return builder.build();
    }
}
