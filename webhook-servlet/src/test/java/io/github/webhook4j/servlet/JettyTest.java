package io.github.webhook4j.servlet;

import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.test.AdapterContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

class JettyTest extends AdapterContract {

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @Override
    protected URI start(WebhookEndpoint endpoint) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/app");
        context.addServlet(new ServletHolder(new WebhookServlet(endpoint)), "/webhooks");
        server.setHandler(context);
        server.start();
        return server.getURI().resolve("/app/webhooks");
    }

    @Override
    protected void stop() throws Exception {
        server.stop();
    }
}
