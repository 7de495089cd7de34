package io.github.webhook4j;

import java.net.URI;
import java.util.function.Function;

/**
 * A way for events to reach an application on a developer's machine, which the sender cannot reach itself. For development only: whoever
 * runs it can read and change all that passes. Starts no program. Thread-safe.
 *
 * <ul>
 *   <li>{@code ngrok}: the https tunnel of an ngrok agent that runs on this machine and passes on to the application's port; {@code
 *       ngrok:8081} if the agent passes on to another port. The bytes stay as they are, and the sender gets the application's answer. The
 *       agent is asked at {@code http://127.0.0.1:4040} to {@code 4045}, or at the URL in the system property {@code webhook4j.ngrok}.
 *   <li>A URL such as {@code https://smee.io/<channel>}: a channel of smee.io, or of a server of smee or gosmee. The sender gets no answer
 *       of the application, and what is sent while nobody is connected is lost. gosmee passes on the bytes that were sent; smee parses them
 *       and writes them anew, so that the signatures of senders that write JSON otherwise do not match. Handshakes, such as Slack's and
 *       Zoom's, cannot work.
 * </ul>
 */
public interface Tunnel extends AutoCloseable {

    /**
     * Finds a tunnel. Asks the ngrok agent; a channel is not asked yet.
     *
     * @param text {@code ngrok}, {@code ngrok:<port>} or a channel's URL, {@code https} except on this machine
     * @param port the port of the application
     * @return the tunnel
     * @throws IllegalArgumentException if the text is none of these
     * @throws IllegalStateException if no agent runs, or not exactly one of its https tunnels passes on to the port
     */
    static Tunnel of(String text, int port) {
        return text.equals(NgrokAgents.NAME) || text.startsWith(NgrokAgents.NAME + ":")
                ? NgrokAgents.running().tunnel(text, port)
                : ChannelTunnel.of(text);
    }

    /**
     * Where the sender is to send events to.
     *
     * @param path the application's path, such as {@code /webhooks/github}
     * @return the public URL of that path; a channel has one URL, whatever the path
     */
    URI url(String path);

    /**
     * Begins to pass on what comes in, one request after the other and in a thread of its own. A channel is connected when this returns, and
     * connects again by itself. An ngrok agent passes on to the application by itself, and there is nothing to do.
     *
     * @param to takes each request, as {@link WebhookEndpoint#handle} does
     * @throws IllegalStateException if it passes on already, has been closed, or the channel cannot be connected to
     */
    void open(Function<WebhookRequest, WebhookResponse> to);

    /** Passes nothing on any more. An ngrok agent goes on by itself. */
    @Override
    void close();
}
