package io.github.webhook4j;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How far recovery has come, in memory. */
final class RecoveryMemory implements RecoveryLog {

    private static final Position START = new Position(null, Set.of());

    private final Map<String, Position> reached = new HashMap<>();
    private final Map<String, Set<String>> recovered = new HashMap<>();

    @Override
    public synchronized Position position(String endpoint) {
        Set<String> ids = new HashSet<>(recovered.getOrDefault(endpoint, Set.of()));
        Position last = reached.getOrDefault(endpoint, START);
        ids.addAll(last.recovered());
        return new Position(last.since(), ids);
    }

    @Override
    public synchronized void recovered(String endpoint, String id) {
        recovered.computeIfAbsent(endpoint, absent -> new HashSet<>()).add(id);
    }

    @Override
    public synchronized void reached(String endpoint, Position position) {
        reached.put(endpoint, position);
        recovered.remove(endpoint);
    }

    synchronized Set<String> endpoints() {
        Set<String> names = new HashSet<>(reached.keySet());
        names.addAll(recovered.keySet());
        return names;
    }
}
