/**
 * Counts requests for the rates that guard an endpoint, with Bucket4j: in memory, or for several nodes together.
 *
 * <p>With {@code webhook-bucket4j} on the class path endpoints count in memory, each node for itself, without any code. A rate then
 * holds for each node. Where it has to hold for all of them, they share what one of Bucket4j's backends keeps, which the
 * application adds and sets up, here PostgreSQL with {@code com.bucket4j:bucket4j_jdk17-postgresql}:
 *
 * <pre>{@code
 * ProxyManager<String> counts = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
 *         .primaryKeyMapper(PrimaryKeyMapper.STRING)
 *         .table("webhook_rate")      // id text primary key, state bytea, expires_at bigint
 *         .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
 *         .requestTimeout(Duration.ofSeconds(1))
 *         .build();
 * RateLimiter limiter = BucketRateLimiter.shared(counts);
 * }</pre>
 *
 * <p>and with Redis {@code Bucket4jLettuce.casBasedBuilder(connection)} of {@code com.bucket4j:bucket4j_jdk17-lettuce}, whose connection
 * has a {@code RedisCodec} with {@code String} keys and {@code byte[]} values. Redis forgets what has expired by itself; for a database
 * the application calls {@code removeExpired} from time to time, or the table grows with each address.
 */
@NullMarked
package io.github.webhook4j.bucket4j;

import org.jspecify.annotations.NullMarked;
