package io.github.webhook4j;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server of channels: whoever connects with the right Accept gets what {@link #send} is given, anybody else a page. */
final class FakeChannel implements AutoCloseable {

    private static final long LIMIT_SECONDS = 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<HttpExchange> connected = new LinkedBlockingQueue<>();
    private volatile @Nullable OutputStream out;

    /** The path of the events, or of nothing but a page. */
    FakeChannel(String path) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean here = exchange.getRequestURI().getPath().equals(path);
            if (here && "text/event-stream".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
                // before whoever connects knows that it is
                out = exchange.getResponseBody();
                exchange.sendResponseHeaders(200, 0);
                send("id: 0\nevent: ready\ndata: {}\n\n");
                connected.add(exchange);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Waits for somebody to connect. */
    HttpExchange connection() throws InterruptedException {
        HttpExchange exchange = connected.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (exchange == null) {
            throw new IllegalStateException("nobody connects");
        }
        return exchange;
    }

    boolean nobodyConnects(long millis) throws InterruptedException {
        return connected.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    synchronized void send(String events) throws IOException {
        OutputStream stream = out;
        if (stream == null) {
            throw new IllegalStateException("nobody is connected");
        }
        stream.write(events.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
