package io.github.webhook4j.codegen;

/** Finds the shortest name by which one record is visible inside another. */
final class Scope {

    private final Model model;
    private final String pkg;

    Scope(Model model, String pkg) {
        this.model = model;
        this.pkg = pkg;
    }

    /** The name to write, inside the record {@code from}, for the record {@code to}. */
    String name(String from, String to) {
        int start = to.length();
        while (start > 0) {
            start = to.lastIndexOf('.', start - 1);
            String candidate = to.substring(start + 1);
            int dot = candidate.indexOf('.');
            String head = dot < 0 ? candidate : candidate.substring(0, dot);
            if ((resolve(from, head) + candidate.substring(head.length())).equals(to)) {
                return candidate;
            }
            start = Math.max(start, 0);
        }
        return pkg + "." + to;
    }

    /** What a simple name means inside a record: the nearest member or enclosing record of this name. */
    private String resolve(String from, String simple) {
        String scope = from;
        while (!scope.isEmpty()) {
            if (model.find(scope + "." + simple).isPresent()) {
                return scope + "." + simple;
            }
            if (new RecordShape(scope).simpleName().equals(simple)) {
                return scope;
            }
            int dot = scope.lastIndexOf('.');
            scope = dot < 0 ? "" : scope.substring(0, dot);
        }
        return simple;
    }
}
