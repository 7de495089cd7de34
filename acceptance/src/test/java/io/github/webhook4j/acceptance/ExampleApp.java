package io.github.webhook4j.acceptance;

import io.github.webhook4j.secrecy.Leak;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An example's jar as a process, on a port of its own choice, with everything that it prints. */
final class ExampleApp implements AutoCloseable {

    /** The secrets by the name of the variable that the examples read them from. */
    static final Map<String, String> SECRETS = Map.of(
            "STRIPE_WEBHOOK_SECRET", "whsec_acceptance",
            "GITHUB_WEBHOOK_SECRET", "secret of GitHub",
            "SLACK_SIGNING_SECRET", "secret of Slack",
            "SHOPIFY_CLIENT_SECRET", "secret of Shopify",
            "ZOOM_SECRET_TOKEN", "secret of Zoom",
            "STANDARD_WEBHOOKS_SECRET", "whsec_d2ViaG9vazRqIGFjY2VwdGFuY2UgdGVzdHM=");

    private static final Pattern LISTENING = Pattern.compile("http://localhost:(\\d+)");
    private static final long START_LIMIT_SECONDS = 120;
    private static final String END = "end of output";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final URI uri;

    private ExampleApp(Process process) throws InterruptedException {
        this.process = process;
        Thread reader = new Thread(this::readLines, "output of an example");
        reader.setDaemon(true);
        reader.start();
        this.uri = URI.create("http://localhost:" + port());
    }

    static ExampleApp start(String example) throws IOException, InterruptedException {
        return start(example, Map.of());
    }

    static ExampleApp start(String example, Map<String, String> variables) throws IOException, InterruptedException {
        Path jar = Path.of(
                System.getProperty("webhook4j.examples"), example, "target", "webhook-example-" + example + ".jar");
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-jar", jar.toString());
        builder.environment().put("PORT", "0");
        builder.environment().putAll(SECRETS);
        builder.environment().putAll(variables);
        return new ExampleApp(builder.redirectErrorStream(true).start());
    }

    URI webhooks(String provider) {
        return page("/webhooks/" + provider);
    }

    URI page(String path) {
        return uri.resolve(path);
    }

    /** Waits until so many lines that start so have been printed, from the first of the process on, and returns them. */
    List<String> lines(String start, int number) throws InterruptedException {
        while (true) {
            List<String> found =
                    seen.stream().filter(line -> line.startsWith(start)).toList();
            if (found.size() >= number) {
                return found;
            }
            nextLine();
        }
    }

    /** Waits for a line and returns it. */
    String line(String start) throws InterruptedException {
        while (true) {
            String line = nextLine();
            if (line.startsWith(start)) {
                return line;
            }
        }
    }

    /** Waits for a line with a text in it and returns it, one that has been seen already included. */
    String lineWith(String part) throws InterruptedException {
        for (int i = 0; ; i++) {
            while (i == seen.size()) {
                nextLine();
            }
            if (seen.get(i).contains(part)) {
                return seen.get(i);
            }
        }
    }

    /** Ends the process as a deployment does, and returns all that it has printed. */
    List<String> stop() throws InterruptedException {
        // Process.destroy would close the output before it has been read
        process.toHandle().destroy();
        if (!process.waitFor(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the example does not end when it is asked to");
        }
        return linesToTheEnd();
    }

    /** Ends the process as a power cut does, and returns all that it has printed. */
    List<String> kill() throws InterruptedException {
        close();
        process.waitFor();
        return linesToTheEnd();
    }

    private List<String> linesToTheEnd() throws InterruptedException {
        while (!nextLine().equals(END)) {
            Thread.onSpinWait();
        }
        return seen;
    }

    @Override
    public void close() {
        // Process.destroyForcibly would close the output under its reader
        process.toHandle().destroyForcibly();
    }

    private String nextLine() throws InterruptedException {
        String line = lines.poll(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new IllegalStateException("the example printed nothing more; so far: " + seen);
        }
        if (!line.equals(END)) {
            seen.add(line);
        } else if (process.isAlive()) {
            throw new IllegalStateException("the example closed its output; so far: " + seen);
        }
        return line;
    }

    private int port() throws InterruptedException {
        while (true) {
            String line = nextLine();
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
            if (line.equals(END)) {
                throw new IllegalStateException("the example did not start: " + seen);
            }
        }
    }

    private void readLines() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (Leak.in(line).isPresent()) {
                    // what this JVM prints is searched: this fails the build
                    System.err.println(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.add(END);
        }
    }
}
