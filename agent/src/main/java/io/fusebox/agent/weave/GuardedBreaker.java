package io.fusebox.agent.weave;

import io.fusebox.agent.call.KeyedBreakers;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.internal.Breaker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A breaker and what its configuration says of the methods that it guards.
 *
 * @param keys its breakers by key; null if it has no key
 * @param rulesName its name, and how often woven code was told to do otherwise since the start: what was woven before goes
 *     on as it was woven
 * @param over whether the agent has let go of it: what was made under it before is guarded no more
 */
record GuardedBreaker(
        BreakerDefinition definition,
        Breaker breaker,
        @Nullable KeyedBreakers keys,
        String rulesName,
        AtomicBoolean over) {}
