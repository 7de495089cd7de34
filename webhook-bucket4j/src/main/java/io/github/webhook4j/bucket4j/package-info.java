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
 * <p>or Redis with {@code com.bucket4j:bucket4j_jdk17-lettuce} and {@code io.lettuce:lettuce-core}:
 *
 * <pre>{@code
 * client.setOptions(ClientOptions.builder()
 *         .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)      // or each call waits while Redis is away
 *         .build());
 * StatefulRedisConnection<String, byte[]> connection =
 *         client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
 * ProxyManager<String> counts = Bucket4jLettuce.casBasedBuilder(connection)
 *         .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
 *         .requestTimeout(Duration.ofSeconds(1))
 *         .build();
 * RateLimiter limiter = BucketRateLimiter.shared(counts);
 * }</pre>
 *
 * <p>Redis forgets by itself what has expired; for a database the application calls {@code removeExpired} from time to time, or the
 * table grows with each address.
 */
@NullMarked
package io.github.webhook4j.bucket4j;

import org.jspecify.annotations.NullMarked;
