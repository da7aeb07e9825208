package io.fusebox.agent.weave;

import io.fusebox.agent.call.Condition;
import io.fusebox.agent.call.KeyedBreakers;
import io.fusebox.agent.call.MemberPath;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.Breaker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A breaker and what its configuration says of the methods that it guards. Safe for use by any thread.
 *
 * <p>Its methods share one condition and one way to the key: these keep a value with each class that they meet, also with
 * the JDK's, and a method is woven anew in each class loader that comes and goes.
 */
final class GuardedBreaker {
    private final BreakerDefinition definition;
    private final Breaker breaker;
    private final @Nullable KeyedBreakers keys;
    private final String rulesName;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Both are made when the first method is woven that needs them: not at the start. */
    private volatile @Nullable Condition condition;

    private volatile @Nullable MemberPath wayToKey;

    /**
     * @param keys its breakers by key; null if it has no key
     * @param rulesName its name, and how often woven code was told to do otherwise since the start: what was woven before
     *     goes on as it was woven
     */
    GuardedBreaker(BreakerDefinition definition, Breaker breaker, @Nullable KeyedBreakers keys, String rulesName) {
        this.definition = definition;
        this.breaker = breaker;
        this.keys = keys;
        this.rulesName = rulesName;
    }

    BreakerDefinition definition() {
        return definition;
    }

    Breaker breaker() {
        return breaker;
    }

    @Nullable
    KeyedBreakers keys() {
        return keys;
    }

    String rulesName() {
        return rulesName;
    }

    /** Whether the agent has let go of it: what was made under it before is guarded no more. */
    AtomicBoolean over() {
        return over;
    }

    /** {@code error-when}; null if it has none. Takes no lock: a class is being loaded. */
    @Nullable
    Condition condition() {
        Condition known = condition;
        Expression errorWhen = definition.errorWhen();
        if (known == null && errorWhen != null) {
            known = new Condition(errorWhen, definition.text(Setting.ERROR_WHEN));
            condition = known;
        }
        return known;
    }

    /** The way to the key; null if it has none. Takes no lock: a class is being loaded. */
    @Nullable
    MemberPath wayToKey() {
        MemberPath known = wayToKey;
        Expression.Path key = definition.key();
        if (known == null && key != null) {
            known = new MemberPath(key.steps());
            wayToKey = known;
        }
        return known;
    }
}
