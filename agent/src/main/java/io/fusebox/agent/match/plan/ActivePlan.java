package io.fusebox.agent.match.plan;

import io.fusebox.agent.classfile.PerLoader;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is in force, and the classes that have been looked at with it.
 *
 * <p>A class may be under way when a plan comes into force: it was looked at with the plan before, and the JVM does not
 * list it among the loaded classes yet. It may take long, because its superclass is loaded in between. So a new plan notes
 * which classes were looked at with it. A class that appears later without a note is looked at once more. Any thread may
 * add a note; everything else needs the lock of the weaving.
 */
public final class ActivePlan {
    /** In ticks of the event thread: after a minute every class that was under way is loaded. */
    private static final int LAST_LOOK = 256;

    public final GuardPlan plan;

    /** The guards that came, went or changed with this plan, and with those before it that were still new. */
    public final GuardPlan news;

    /** The classes that were looked at; null once the plan is no longer new. */
    private volatile @Nullable PerLoader<ConcurrentHashMap<String, Boolean>> noted;

    private int ticks;

    private ActivePlan(GuardPlan plan, GuardPlan news) {
        this.plan = plan;
        this.news = news;
        this.noted = news.isEmpty() ? null : new PerLoader<>();
    }

    /** Before there is anything to guard. */
    public static ActivePlan first() {
        GuardPlan nothing = new GuardPlan(List.of(), AnnotatedClasses.NONE);
        return new ActivePlan(nothing, nothing);
    }

    /** The plan that comes next. {@code difference} lies between this plan and that one. */
    public ActivePlan followedBy(GuardPlan next, GuardPlan difference) {
        return new ActivePlan(next, noted == null ? difference : news.and(difference));
    }

    /** Notes that a class is looked at with this plan; whether that is worth doing and was not done yet. */
    public boolean note(@Nullable ClassLoader loader, String internalName) {
        PerLoader<ConcurrentHashMap<String, Boolean>> classes = noted;
        if (classes == null) {
            return false;
        }
        ConcurrentHashMap<String, Boolean> ofLoader = classes.get(loader);
        if (ofLoader == null) {
            ofLoader = classes.putIfAbsent(loader, new ConcurrentHashMap<>());
        }
        return ofLoader.put(internalName, Boolean.TRUE) == null;
    }

    /** Whether a class that is loaded by now may have been looked at with an older plan alone. */
    public boolean hasMissed(@Nullable ClassLoader loader, String internalName) {
        PerLoader<ConcurrentHashMap<String, Boolean>> classes = noted;
        if (classes == null) {
            return false;
        }
        ConcurrentHashMap<String, Boolean> ofLoader = classes.get(loader);
        return ofLoader == null || !ofLoader.containsKey(internalName);
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
