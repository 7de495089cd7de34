/**
 * Gives the endpoints of a Micronaut application a durable inbox in its own database: an event is acknowledged as soon as it is
 * committed, and handled afterwards, in the application's own transactions.
 *
 * <pre>{@code
 * webhook4j:
 *   inbox:
 *     jdbc: { enabled: true }
 * }</pre>
 *
 * <p>with {@code webhook-jdbc} and one of {@code micronaut-jdbc-hikari}, {@code -tomcat} or {@code -dbcp} among the dependencies.
 * Under {@code webhook4j.inbox.jdbc} there are, all but the first optional:
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
 * io.github.webhook4j.jdbc.Ordering} and {@link io.github.webhook4j.jdbc.TransactionRunner} replace the defaults. With {@code
 * micronaut-data-tx-jdbc} or {@code micronaut-data-jdbc} the last is {@link
 * io.github.webhook4j.micronaut.jdbc.MicronautTransactions}: what a handler writes by a repository or by an injected {@code Connection}
 * or {@code DataSource}, with {@code @Transactional} or without, is committed together with the record that it has returned, or
 * rolled back if it throws. {@code REQUIRES_NEW} takes it out of that. Without Micronaut Data there is a bean {@link
 * io.github.webhook4j.jdbc.JdbcTransactions}, which handlers ask for their connection. Hibernate's transactions need a {@code
 * TransactionRunner} of the application's. A bean of type {@link io.github.webhook4j.Inbox} replaces all of this.
 *
 * <p>The pool needs a connection for each thread, and some for deliveries. Let it give up sooner than senders do, or they never see
 * the 503 of a database that is away: {@code datasources.default.connection-timeout: 2000}. With {@code
 * datasources.default.initialization-fail-timeout: -1} the application also starts while the database is away.
 *
 * <p>With {@code micronaut-management} and {@code endpoints.webhookinbox.enabled: true} there is an endpoint {@code webhookinbox}. It is
 * sensitive, so that Micronaut lets in only who is authenticated: it shows who sent what, and can have everything handled again. Beside the
 * senders' {@code /webhooks/...} it is best kept apart by {@code endpoints.all.path} or {@code endpoints.all.port}. GET counts events by
 * endpoint and state, with the age of the oldest, and lists the newest dead ones, or those of {@code endpoint}, {@code
 * type}, {@code state}, up to {@code limit}; with an event's number behind the path it shows that one, without its body. POST
 * does what {@link io.github.webhook4j.jdbc.InboxCommand} describes:
 *
 * <pre>{@code
 * curl localhost:8080/management/webhookinbox -H 'Content-Type: application/json' \
 *     -d '{"action": "replay", "endpoint": "stripe", "type": "invoice.*", "from": "2026-11-25T08:00:00Z", "dryRun": true}'
 * }</pre>
 */
@NullMarked
package io.github.webhook4j.micronaut.jdbc;

import org.jspecify.annotations.NullMarked;
