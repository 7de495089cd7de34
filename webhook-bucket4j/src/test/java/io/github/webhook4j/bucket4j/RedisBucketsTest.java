package io.github.webhook4j.bucket4j;

import static io.github.webhook4j.bucket4j.Takes.taken;
import static io.github.webhook4j.bucket4j.Takes.takenTogether;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.Ports;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** Nodes that share one rate in Redis, each with a connection of its own. */
@NeedsServers
@EnabledIf("opensslIsThere")
@Timeout(60)
class RedisBucketsTest {

    private static final Rate TWENTY_A_DAY = Rate.parse("20/d");
    private static final Duration KEPT = Duration.ofMinutes(1);

    private RedisServer server;
    private RedisClient client;

    /** The server is linked with it. */
    static boolean opensslIsThere() {
        return Stream.of(
                        "/lib",
                        "/lib64",
                        "/lib/x86_64-linux-gnu",
                        "/usr/lib",
                        "/usr/lib64",
                        "/usr/lib/x86_64-linux-gnu")
                .anyMatch(folder -> Files.exists(Path.of(folder, "libssl.so.3")));
    }

    @BeforeEach
    void start(@TempDir File folder) throws IOException {
        int port = Ports.free();
        server = RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(folder))
                .bind("127.0.0.1")
                .port(port)
                .setting("save \"\"")
                .onShutdownForceStop(true)
                .build();
        server.start();
        client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdown();
        server.stop();
    }

    private StatefulRedisConnection<String, byte[]> connect() {
        return client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    }

    private RateLimiter node() {
        return node(connect(), KEPT);
    }

    private static RateLimiter node(StatefulRedisConnection<String, byte[]> connection, Duration kept) {
        ProxyManager<String> counts = Bucket4jLettuce.casBasedBuilder(connection)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(kept))
                .requestTimeout(Duration.ofSeconds(1))
                .build();
        return BucketRateLimiter.shared(counts);
    }

    @Test
    void nodesTogetherTakeNoMoreThanTheRate() throws Exception {
        List<RateLimiter> nodes = List.of(node(), node());
        assertThat(takenTogether(nodes, "stripe", TWENTY_A_DAY, 15)).isEqualTo(20);
        assertThat(nodes).allSatisfy(node -> {
            assertThat(node.peek("stripe", TWENTY_A_DAY)).isPositive();
            assertThat(node.peek("github", TWENTY_A_DAY)).isZero();
        });
    }

    @Test
    void whatOneNodeHasTakenTheOtherLacks() {
        RateLimiter one = node();
        RateLimiter other = node();
        assertThat(taken(one, "stripe", TWENTY_A_DAY, 15)).isEqualTo(15);
        assertThat(other.peek("stripe", TWENTY_A_DAY)).isZero();
        assertThat(taken(other, "stripe", TWENTY_A_DAY, 15)).isEqualTo(5);
        assertThat(other.take("stripe", TWENTY_A_DAY))
                .isGreaterThan(Duration.ofHours(1))
                .isLessThanOrEqualTo(TWENTY_A_DAY.period().dividedBy(20));
    }

    @Test
    void aPeekAsksNobodyAndKnowsWhatTheLastTakeWasTold() throws IOException {
        RateLimiter one = node();
        RateLimiter other = node();
        assertThat(taken(one, "stripe", TWENTY_A_DAY, 20)).isEqualTo(20);
        assertThat(other.peek("stripe", TWENTY_A_DAY)).isZero();
        assertThat(other.take("stripe", TWENTY_A_DAY)).isPositive();
        server.stop();
        assertThat(other.peek("stripe", TWENTY_A_DAY)).isGreaterThan(Duration.ofHours(1));
        assertThat(other.take("stripe", TWENTY_A_DAY)).isGreaterThan(Duration.ofHours(1));
        assertThat(other.peek("github", TWENTY_A_DAY)).isZero();
    }

    @Test
    void aKeyIsKeptUntilItsBucketIsFullAgainAndAMinuteMore() {
        StatefulRedisConnection<String, byte[]> connection = connect();
        assertThat(taken(node(connection, KEPT), "stripe", TWENTY_A_DAY, 10)).isEqualTo(10);
        assertThat(connection.sync().keys("*")).containsExactly("stripe " + TWENTY_A_DAY);
        Duration left = Duration.ofMillis(connection.sync().pttl("stripe " + TWENTY_A_DAY));
        Duration longest = TWENTY_A_DAY.period().dividedBy(2).plus(KEPT);
        assertThat(left).isBetween(longest.minusMinutes(1), longest);
    }

    @Test
    void redisForgetsWhatHasExpired() throws InterruptedException {
        StatefulRedisConnection<String, byte[]> connection = connect();
        assertThat(node(connection, Duration.ofSeconds(1)).take("stripe", Rate.parse("2/s")))
                .isZero();
        assertThat(connection.sync().dbsize()).isOne();
        while (connection.sync().dbsize() > 0) {
            Thread.sleep(50);
        }
    }

    @Test
    void aRedisThatIsAwayIsAnExceptionUntilTheNodeAloneHasHadTheRate() throws Exception {
        StatefulRedisConnection<String, byte[]> connection = connect();
        RateLimiter node = node(connection, KEPT);
        Rate rate = Rate.parse("4/d");
        assertThat(node.take("stripe", rate)).isZero();
        server.stop();
        while (connection.isOpen()) {
            Thread.sleep(10);
        }
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> node.take("stripe", rate)).isInstanceOf(RedisException.class);
        }
        assertThat(node.take("stripe", rate)).isPositive();
        server.start();
        while (!connection.isOpen()) {
            Thread.sleep(10);
        }
        assertThat(node.take("github", rate)).as("connected again by itself").isZero();
    }

    @Test
    void aRedisThatDoesNotAnswerIsAnExceptionAfterTheTimeout() {
        RateLimiter node = node();
        connect().sync().clientPause(10_000);
        long before = System.nanoTime();
        assertThatThrownBy(() -> node.take("stripe", TWENTY_A_DAY)).isInstanceOf(TimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
}
