package io.github.webhook4j;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the filters that a request has passed, by the stack of its thread: one of them has read its body. */
final class FiltersInFront {

    private static final String FILTER = "doFilter";
    private static final String INNER_FILTER = "doFilterInternal";
    private static final String CHAIN = "Chain";

    private FiltersInFront() {}

    /**
     * The filters on a stack.
     *
     * @return the names of their classes, the nearest to the endpoint first, each once; without chains, and without what lives
     *     beside the outermost chain, which is the container's own
     */
    static List<String> on(StackTraceElement[] stack) {
        String container = container(stack);
        Set<String> filters = new LinkedHashSet<>();
        boolean inherited = false;
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            boolean inner = frame.getMethodName().equals(INNER_FILTER);
            if (!inner && !frame.getMethodName().equals(FILTER)) {
                continue;
            }
            if (!inherited && !isChain(name) && !packageOf(name).equals(container)) {
                filters.add(name);
            }
            // the class that a filter inherits its doFilter from calls the filter's own doFilterInternal
            inherited = inner;
        }
        return List.copyOf(filters);
    }

    private static String container(StackTraceElement[] stack) {
        String container = "";
        for (StackTraceElement frame : stack) {
            container = isChain(frame.getClassName()) ? packageOf(frame.getClassName()) : container;
        }
        return container;
    }

    private static boolean isChain(String className) {
        return className.substring(className.lastIndexOf('.') + 1).contains(CHAIN);
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
