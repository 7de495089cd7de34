package io.github.webhook4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Delivery;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.EventType;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.test.SignedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookServletTest {

    private final WebhookProvider github = GitHub.provider(Secrets.of("a secret"));
    private final Queue<WebhookEvent> handled = new ConcurrentLinkedQueue<>();
    private final Queue<Reason> refused = new ConcurrentLinkedQueue<>();
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ServletContextHandler context = new ServletContextHandler("/");
    private final HttpClient client = HttpClient.newHttpClient();

    private URI start() throws Exception {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(github)
                .on(EventType.of("*", JsonNode.class), (payload, event) -> handled.add(event))
                .listener(new EndpointListener() {
                    @Override
                    public void answered(Delivery delivery) {
                        RejectedException rejection = delivery.rejection();
                        if (rejection != null) {
                            refused.add(rejection.reason());
                        }
                    }
                })
                .build();
        context.addServlet(new ServletHolder(new WebhookServlet(endpoint)), "/webhooks/*");
        server.setHandler(context);
        server.start();
        return server.getURI().resolve("/webhooks/github");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private void filter(Filter filter) {
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void headersThatComeSeveralTimesKeepAllTheirValuesInOrder() throws Exception {
        SignedRequest signed = SignedRequest.of(github).event("push").build();
        HttpRequest.Builder request = HttpRequest.newBuilder(start()).POST(BodyPublishers.ofByteArray(signed.body()));
        signed.headers().forEach(request::header);
        request.header("X-Several", "1").header("x-several", "2, 3").header("X-Several", "1");

        assertThat(send(request.build()).statusCode()).isEqualTo(200);

        assertThat(handled.element().headers().all("X-Several")).containsExactly("1", "2, 3", "1");
    }

    @Test
    void aSignatureHeaderThatComesTwiceIsSeenTwice() throws Exception {
        SignedRequest signed = SignedRequest.of(github).event("push").build();
        HttpRequest.Builder request = HttpRequest.newBuilder(start()).POST(BodyPublishers.ofByteArray(signed.body()));
        signed.headers().forEach(request::header);
        github.sign(WebhookRequest.builder("POST", "/").build(), Instant.now()).forEach(request::header);

        assertThat(send(request.build()).statusCode()).isEqualTo(401);
        assertThat(refused).containsExactly(Reason.SIGNATURE_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "HEAD", "TRACE", "PROPFIND", "QUERY"})
    void methodsThatServletsUsuallyAnswerThemselvesGetTheEndpointsAnswer(String method) throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(start())
                .method(method, BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aFormThatAFilterHasReadIsReportedAsConsumedAndNotAsForged() throws Exception {
        filter((request, response, chain) -> {
            assertThat(request.getParameter("payload")).isNotEmpty();
            chain.doFilter(request, response);
        });
        SignedRequest form =
                SignedRequest.of(github).event("push").form("payload").build();

        HttpResponse<String> response = send(form.toHttp(start()));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(refused).containsExactly(Reason.BODY_CONSUMED);
    }

    @Test
    void aBodyThatAFilterReadsAsTextIsReportedAsConsumedAndNotAsForged() throws Exception {
        filter((request, response, chain) -> {
            assertThat(request.getReader().readLine()).isNotEmpty();
            chain.doFilter(request, response);
        });

        HttpResponse<String> response =
                send(SignedRequest.of(github).event("push").build().toHttp(start()));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(refused).containsExactly(Reason.BODY_CONSUMED);
    }

    @Test
    void aResponseThatTheContainerWouldDecorateStaysBare() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(start())
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Length")).hasValue("0");
        assertThat(response.headers().firstValue("Content-Type")).isEmpty();
    }
}
