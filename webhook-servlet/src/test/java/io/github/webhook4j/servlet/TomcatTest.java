package io.github.webhook4j.servlet;

import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.test.AdapterContract;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class TomcatTest extends AdapterContract {

    @TempDir
    private Path folder;

    private @Nullable Tomcat running;

    @Override
    protected URI start(WebhookEndpoint endpoint) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        StandardContext context = (StandardContext) tomcat.addContext("/app", null);
        // these look into the JDK's own packages when a context stops, and warn that they may not
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        Tomcat.addServlet(context, "webhooks", new WebhookServlet(endpoint)).addMapping("/webhooks");
        tomcat.start();
        running = tomcat;
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/app/webhooks");
    }

    @Override
    protected void stop() throws LifecycleException {
        if (running != null) {
            running.stop();
            running.destroy();
            running = null;
        }
    }
}
