package io.fusebox.agent.match;

import io.fusebox.agent.classfile.PerLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan from the moment on at which it holds.
 *
 * <p>A class that is being loaded at that moment was looked at with the plan before, and the JVM does not list it among
 * the loaded ones; it may be a long time coming, for its superclass is loaded in between. So a plan that is new notes which
 * classes have been looked at with it: one that turns up later and is not among them is looked at once more. Notes may be
 * made by any thread, the rest is for who holds the lock of the weaving.
 */
public final class ActivePlan {
    /** In ticks of the desk: after a minute whatever was being loaded has turned up. */
    private static final int LAST_LOOK = 256;

    public final GuardPlan plan;

    /** The guards that came, went or changed with this plan, and with those before it that were still new. */
    public final GuardPlan news;

    /** What has been looked at; null once the plan is no longer new. */
    private volatile @Nullable PerLoader<Boolean> noted;

    private int ticks;

    private ActivePlan(GuardPlan plan, GuardPlan news) {
        this.plan = plan;
        this.news = news;
        this.noted = news.isEmpty() ? null : new PerLoader<>();
    }

    /** Before there is anything to guard. */
    public static ActivePlan first() {
        GuardPlan nothing = new GuardPlan(List.of(), false);
        return new ActivePlan(nothing, nothing);
    }

    /** The plan that comes next. {@code difference} lies between this plan and that one. */
    public ActivePlan followedBy(GuardPlan next, GuardPlan difference) {
        return new ActivePlan(next, noted == null ? difference : news.and(difference));
    }

    /** Notes that a class is looked at with this plan; whether that is worth doing and was not done yet. */
    public boolean note(@Nullable ClassLoader loader, String internalName) {
        PerLoader<Boolean> classes = noted;
        return classes != null && classes.of(loader).put(internalName, Boolean.TRUE) == null;
    }

    /** Whether a class that is loaded by now may have been looked at with an older plan alone. */
    public boolean hasMissed(@Nullable ClassLoader loader, String internalName) {
        PerLoader<Boolean> classes = noted;
        return classes != null && !classes.of(loader).containsKey(internalName);
    }

    /** Whether it is time to look for classes that have turned up: soon, then ever more rarely, in the end no more. */
    public boolean isLookDue() {
        if (noted == null) {
            return false;
        }
        ticks++;
        return (ticks & (ticks - 1)) == 0;
    }

    public void looked() {
        if (ticks >= LAST_LOOK) {
            settle();
        }
    }

    /** No class is waited for any longer. */
    public void settle() {
        noted = null;
    }
}
