package io.github.webhook4j.databases;

/** The databases that tests run on. */
public enum DatabaseKind {

    /** A file, for one JVM at a time; commits are written at once. */
    H2_FILE,

    /** In this JVM's memory. */
    H2_MEMORY,

    /** PostgreSQL 18 on loopback. */
    POSTGRESQL,

    /** MariaDB 11.4 on loopback. */
    MARIADB;

    /** Whether it is a process of its own, which can be killed and whose connections can be. */
    public boolean hasServer() {
        return this == POSTGRESQL || this == MARIADB;
    }
}
