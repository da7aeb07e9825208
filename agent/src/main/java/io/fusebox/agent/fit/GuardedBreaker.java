package io.fusebox.agent.fit;

import io.fusebox.agent.call.KeyedBreakers;
import io.fusebox.agent.call.member.Condition;
import io.fusebox.agent.call.member.MemberPath;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.registry.Breaker;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A breaker and the configuration for the methods that it guards. Safe for use by any thread.
 *
 * <p>Methods that read the same members share one condition and one path to the key. Each of these keeps a value with every
 * class that it meets, classes of the JDK included. Without sharing, each new class loader would leave more values there.
 */
public final class GuardedBreaker {
    private final BreakerDefinition definition;
    private final Breaker breaker;
    private final @Nullable KeyedBreakers keys;
    private final String rulesName;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Both by {@link ResolvedExpression#identity}; made when the first method is woven that needs them: not at the start. */
    private final ConcurrentHashMap<String, Condition> conditions = new ConcurrentHashMap<>(1);

    private final ConcurrentHashMap<String, MemberPath> waysToKey = new ConcurrentHashMap<>(1);

    /**
     * @param keys its breakers by key; null if it has no key
     * @param rulesName its name, and how often woven code was told to do otherwise since the start: what was woven before
     *     goes on as it was woven
     */
    public GuardedBreaker(
            BreakerDefinition definition, Breaker breaker, @Nullable KeyedBreakers keys, String rulesName) {
        this.definition = definition;
        this.breaker = breaker;
        this.keys = keys;
        this.rulesName = rulesName;
    }

    public BreakerDefinition definition() {
        return definition;
    }

    public Breaker breaker() {
        return breaker;
    }

    @Nullable
    public KeyedBreakers keys() {
        return keys;
    }

    public String rulesName() {
        return rulesName;
    }

    /** Whether the agent has let go of it: what was made under it before is guarded no more. */
    public AtomicBoolean over() {
        return over;
    }

    /** A condition for a method. Holds no lock while it makes one: a class is being loaded. */
    Condition condition(ResolvedExpression<Expression> resolved) {
        Condition known = conditions.get(resolved.identity());
        if (known == null) {
            Condition made = resolved.isLenient()
                    ? Condition.lenient(resolved.expression(), resolved.text())
                    : new Condition(resolved.expression(), resolved.text());
            Condition other = conditions.putIfAbsent(resolved.identity(), made);
            known = other == null ? made : other;
        }
        return known;
    }

    /** A way to the key of a method's calls. Holds no lock while it makes one: a class is being loaded. */
    MemberPath wayToKey(ResolvedExpression<Expression.Path> key) {
        MemberPath known = waysToKey.get(key.identity());
        if (known == null) {
            MemberPath made = new MemberPath(key.expression().steps());
            MemberPath other = waysToKey.putIfAbsent(key.identity(), made);
            known = other == null ? made : other;
        }
        return known;
    }
}
