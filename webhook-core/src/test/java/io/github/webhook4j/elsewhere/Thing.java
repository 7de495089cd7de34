package io.github.webhook4j.elsewhere;

/** What all objects of another library are. */
public interface Thing {

    /** One of them. */
    final class Parcel implements Thing {

        private final String json;

        Parcel(String json) {
            this.json = json;
        }

        /** What it was made of. */
        public String json() {
            return json;
        }
    }

    /** Another one. */
    final class Letter implements Thing {}
}
