package io.github.webhook4j.benchmarks.inbox;

import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Deliveries over one connection that stays open: written by hand, so that the sender takes little of the processors. */
final class Sender implements Load.Work {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final WebhookProvider provider;
    private final LongSupplier ids;

    Sender(int port, WebhookProvider provider, LongSupplier ids) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.provider = provider;
        this.ids = ids;
    }

    static LongSupplier anew(AtomicLong last) {
        return last::incrementAndGet;
    }

    @Override
    public void once() throws IOException {
        byte[] body = Events.body(ids.getAsLong());
        StringBuilder head = new StringBuilder("POST /webhooks HTTP/1.1\r\nHost: localhost\r\n")
                .append("Content-Type: application/json\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        provider.sign(WebhookRequest.builder("POST", "/").body(body).build(), Instant.now())
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        out.write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(status);
        }
        long length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(line.substring(line.indexOf(':') + 1).trim());
            }
        }
        in.skipNBytes(length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
