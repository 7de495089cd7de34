package io.github.webhook4j;

import io.github.webhook4j.StreamedEvents.Streamed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel of smee or gosmee, followed as long as it is open. */
final class ChannelTunnel implements Tunnel {

    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

    /** The largest body that a sender sends, GitHub's 25 MiB, in Base64, and its headers. */
    private static final int MAX_BYTES = 40 * 1024 * 1024;

    private static final int UNAUTHORIZED = 401;
    private static final Set<String> DELIVERIES = Set.of("", "message");
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final URI channel;
    private final Pace pace;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(TIMEOUT)
            .build();

    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    /**
     * When to connect again.
     *
     * @param pause how long to wait the first time, and twice as long each further time
     * @param longest how long to wait at most
     * @param silence after which time without a byte the connection is taken for dead; smee and gosmee send something every 30 seconds
     */
    record Pace(Duration pause, Duration longest, Duration silence) {

        private static final Pace USUAL =
                new Pace(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(90));

        Duration after(Duration last) {
            Duration twice = last.multipliedBy(2);
            return twice.compareTo(longest) < 0 ? twice : longest;
        }
    }

    ChannelTunnel(URI channel, Pace pace) {
        this.channel = channel;
        this.pace = pace;
    }

    static ChannelTunnel of(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A tunnel is ngrok, ngrok:<port> or the URL of a channel, which has to be a URL", e);
        }
        boolean named = uri.getRawPath() != null && uri.getRawPath().length() > 1;
        if (!SenderClient.isPrivate(uri) || !named || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "A tunnel is ngrok, ngrok:<port> or the https URL of a channel with its name, such as "
                            + "https://smee.io/aBc123; over plain http everybody on the way could read what comes");
        }
        return new ChannelTunnel(uri, Pace.USUAL);
    }

    @Override
    public URI url(String path) {
        return channel;
    }

    @Override
    public synchronized void open(Function<WebhookRequest, WebhookResponse> to) {
        if (thread != null || closed) {
            throw new IllegalStateException("The channel has been " + (closed ? "closed" : "opened already"));
        }
        ChannelConnection first;
        try {
            first = connect();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The channel " + channel + " cannot be followed: " + reason(e)
                            + ". Is its URL right, and reached from here?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while connecting to the channel", e);
        }
        Thread following = new Thread(() -> follow(first, to), "webhook4j-channel");
        following.setDaemon(true);
        thread = following;
        following.start();
    }

    /** smee has the events at the channel's URL, gosmee at another one. */
    private ChannelConnection connect() throws IOException, InterruptedException {
        try {
            return ChannelConnection.to(http, channel, TIMEOUT);
        } catch (IOException e) {
            String path = channel.getRawPath();
            int name = path.lastIndexOf('/', path.length() - 2);
            URI events = channel.resolve(path.substring(0, name) + "/events" + path.substring(name));
            try {
                return ChannelConnection.to(http, events, TIMEOUT);
            } catch (IOException second) {
                e.addSuppressed(second);
                throw e;
            }
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void follow(ChannelConnection first, Function<WebhookRequest, WebhookResponse> to) {
        ChannelConnection connection = first;
        try {
            while (!closed) {
                read(connection, to);
                connection = connectAgain();
            }
        } catch (InterruptedException e) {
            LOG.debug("The channel {} is not followed any more", channel, e);
        } finally {
            connection.close();
        }
    }

    private void read(ChannelConnection connection, Function<WebhookRequest, WebhookResponse> to)
            throws InterruptedException {
        StreamedEvents events = new StreamedEvents(MAX_BYTES, event -> pass(event, to));
        String reason = "it ended the connection";
        try (connection) {
            for (List<ByteBuffer> bytes = connection.next(pace.silence());
                    bytes != null && !closed;
                    bytes = connection.next(pace.silence())) {
                bytes.forEach(events::add);
            }
        } catch (IOException e) {
            reason = reason(e);
        }
        if (!closed) {
            LOG.warn(
                    "The channel {} has to be connected to again: {}. What is sent until then is lost",
                    channel,
                    reason);
        }
    }

    private ChannelConnection connectAgain() throws InterruptedException {
        for (Duration pause = pace.pause(); ; pause = pace.after(pause)) {
            Thread.sleep(pause.toMillis());
            try {
                ChannelConnection connection = connect();
                LOG.info("The channel {} is connected again", channel);
                return connection;
            } catch (IOException e) {
                LOG.debug("The channel {} cannot be connected to: {}", channel, reason(e));
            }
        }
    }

    private void pass(Streamed event, Function<WebhookRequest, WebhookResponse> to) {
        if (closed || !DELIVERIES.contains(event.name())) {
            return;
        }
        try {
            ChannelDelivery delivery = ChannelDelivery.of(event.data(), channel.getRawPath());
            if (delivery != null) {
                int status = to.apply(delivery.request()).status();
                adviseOn(delivery, status);
            }
        } catch (RuntimeException e) {
            LOG.warn("What came through the channel {} could not be passed on", channel, e);
        }
    }

    private void adviseOn(ChannelDelivery delivery, int status) {
        if (status == UNAUTHORIZED && !delivery.exact()) {
            LOG.warn(
                    "The channel {} does not keep the bytes: it has parsed the body and written it anew, so that the signature does not "
                            + "match where the sender writes JSON otherwise. ngrok keeps the bytes, and so does the sender's own "
                            + "command line if it has one",
                    channel);
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread following = thread;
        if (following != null) {
            following.interrupt();
        }
    }

    @Override
    public String toString() {
        return "Tunnel[" + channel + "]";
    }
}
