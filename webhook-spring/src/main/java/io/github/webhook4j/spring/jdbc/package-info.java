/**
 * Gives the endpoints of a Spring Boot application a durable inbox in its own database: an event is acknowledged as soon as it is
 * committed, and handled afterwards, in the application's own transactions.
 *
 * <pre>{@code
 * webhook4j:
 *   inbox:
 *     jdbc: { enabled: true }
 * }</pre>
 *
 * <p>with {@code webhook-jdbc} among the dependencies. Under {@code webhook4j.inbox.jdbc} there are, all but the first optional:
 *
 * <ul>
 *   <li>{@code enabled}
 *   <li>{@code mode}: {@code exact} (default), {@code batch} or {@code at-least-once}, see {@link
 *       io.github.webhook4j.jdbc.HandlingMode}
 *   <li>{@code threads}: how many events this node handles at a time, 4
 *   <li>{@code lease}: after what time the events of a node that has died are taken by another, {@code 1m}
 *   <li>{@code poll}: how often it looks for what others have kept, and for tries that are due, {@code 1s}
 *   <li>{@code retention.bodies}, {@code retention.ids}: how long bodies and ids stay, {@code 7d} and {@code 30d}
 *   <li>{@code create-tables}: {@code false} where Flyway or Liquibase runs the scripts of {@code io/github/webhook4j/jdbc}
 *   <li>{@code require-durability}: {@code true} to refuse a database that acknowledges what is not on the disk yet
 *   <li>{@code ordered}: {@code true} to handle in order what the provider says belongs together
 * </ul>
 *
 * <p>Beans of type {@link io.github.webhook4j.jdbc.RetrySchedule}, {@link io.github.webhook4j.jdbc.Redaction}, {@link
 * io.github.webhook4j.jdbc.Ordering} and {@link io.github.webhook4j.jdbc.TransactionRunner} replace the defaults. The last is {@link
 * io.github.webhook4j.spring.jdbc.SpringTransactions} of the application's {@code PlatformTransactionManager} and {@code DataSource},
 * or of the primary ones. A handler writes by {@code JdbcTemplate}, {@code JdbcClient} or JPA, with {@code @Transactional}
 * or without: what it wrote is committed together with the record that it has returned, or rolled back if it throws. {@code
 * REQUIRES_NEW} takes it out of that. A bean of type {@link io.github.webhook4j.Inbox} replaces all of this.
 *
 * <p>The pool needs a connection for each thread, and some for deliveries. Let it give up sooner than senders do, or they never see
 * the 503 of a database that is away: {@code spring.datasource.hikari.connection-timeout: 2000}.
 *
 * <p>With the actuator on the class path there is an endpoint {@code webhookinbox}, which is exposed as any other: not over HTTP
 * unless {@code management.endpoints.web.exposure.include} says so. It shows who sent what, and can have everything handled again: let
 * few in. GET counts events by endpoint and state, with the age of the oldest, and lists the newest dead ones, or those of {@code
 * endpoint}, {@code type}, {@code state}, up to {@code limit}; with an event's number behind the path it shows that one, without its
 * body. POST does what {@link io.github.webhook4j.jdbc.InboxCommand} describes:
 *
 * <pre>{@code
 * curl localhost:8080/actuator/webhookinbox -H 'Content-Type: application/json' \
 *     -d '{"action": "replay", "endpoint": "stripe", "type": "invoice.*", "from": "2026-11-25T08:00:00Z", "dryRun": true}'
 * }</pre>
 */
@NullMarked
package io.github.webhook4j.spring.jdbc;

import org.jspecify.annotations.NullMarked;
