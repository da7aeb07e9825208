package io.fusebox.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan from the moment on at which it holds.
 *
 * <p>A class that is being loaded at that moment was looked at with the plan before, and the JVM does not list it among
 * the loaded ones; it may be a long time coming, for its superclass is loaded in between. So a plan that is new notes which
 * classes have been looked at with it: one that turns up later and is not among them is looked at once more. Notes may be
 * made by any thread, the rest is for who holds the lock of {@link Weaving}.
 */
final class PlanInForce {
    /** In ticks of the desk: after a minute whatever was being loaded has turned up. */
    private static final int LAST_LOOK = 256;

    final GuardPlan plan;

    /** The guards that came, went or changed with this plan, and with those before it that were still new. */
    final GuardPlan news;

    /** What has been looked at; null once the plan is no longer new. */
    private volatile @Nullable PerLoader<Boolean> noted;

    private int ticks;

    private PlanInForce(GuardPlan plan, GuardPlan news) {
        this.plan = plan;
        this.news = news;
        this.noted = news.isEmpty() ? null : new PerLoader<>();
    }

    /** Before there is anything to guard. */
    static PlanInForce first() {
        GuardPlan nothing = new GuardPlan(List.of(), false);
        return new PlanInForce(nothing, nothing);
    }

    /** @param difference between this plan and the next */
    PlanInForce followedBy(GuardPlan next, GuardPlan difference) {
        return new PlanInForce(next, noted == null ? difference : news.and(difference));
    }

    /** Notes that a class is looked at with this plan; whether that is worth doing and was not done yet. */
    boolean note(@Nullable ClassLoader loader, String internalName) {
        PerLoader<Boolean> classes = noted;
        return classes != null && classes.of(loader).put(internalName, Boolean.TRUE) == null;
    }

    /** Whether a class that is loaded by now may have been looked at with an older plan alone. */
    boolean hasMissed(@Nullable ClassLoader loader, String internalName) {
        PerLoader<Boolean> classes = noted;
        return classes != null && !classes.of(loader).containsKey(internalName);
    }

    /** Whether it is time to look for classes that have turned up: soon, then ever more rarely, in the end no more. */
    boolean isLookDue() {
        if (noted == null) {
            return false;
        }
        ticks++;
        return (ticks & (ticks - 1)) == 0;
    }

    void looked() {
        if (ticks >= LAST_LOOK) {
            settle();
        }
    }

    /** No class is waited for any longer. */
    void settle() {
        noted = null;
    }
}
