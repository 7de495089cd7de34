package io.github.webhook4j.micronaut.upkeep;

import io.github.webhook4j.RecoveryLog;
import io.github.webhook4j.SecretSink;
import io.github.webhook4j.Upkeep;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Lets endpoints subscribe and recover while the application answers requests: from when its server has started until it begins to end. */
@Factory
class UpkeepLifecycle {

    private final Provider<Upkeep> upkeep;

    UpkeepLifecycle(Provider<Upkeep> upkeep) {
        this.upkeep = upkeep;
    }

    @Singleton
    @Bean(preDestroy = "close")
    Upkeep upkeep(@Nullable SecretSink sink, @Nullable RecoveryLog log) {
        return new Upkeep(sink, log);
    }

    @EventListener
    void started(ServerStartupEvent event) {
        upkeep.get().start(event.getSource().getPort());
    }

    @EventListener
    void ending(ShutdownEvent event) {
        upkeep.get().close();
    }
}
