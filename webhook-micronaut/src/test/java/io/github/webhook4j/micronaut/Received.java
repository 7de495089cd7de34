package io.github.webhook4j.micronaut;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the handlers of a test have seen, in order. */
@Singleton
class Received {

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    void add(String what) {
        seen.add(what);
    }

    List<String> all() {
        return List.copyOf(seen);
    }
}
