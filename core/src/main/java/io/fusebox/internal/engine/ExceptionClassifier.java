package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.internal.jdk.JdkThreads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Says what an exception means to a breaker (R8–R11). Immutable.
 *
 * <p>Names are compared with those of the exception's class, its superclasses and interfaces: nothing is loaded. The entry
 * nearest to the class wins. The verdict on a class is remembered with the class, as a JDK type, so that neither keeps the
 * other's loader alive; a classification allocates nothing.
 */
final class ExceptionClassifier extends ClassValue<Integer> {
    /** How many wrappers are looked through; causes may form a circle. */
    private static final int MAX_WRAPPERS = 16;

    /** A distance that no entry of a list has; others are smaller. */
    private static final int NONE = 0xff;

    /** The verdict: the distance of the nearest {@code cancel-exceptions}, that of the nearest other entry, and a bit. */
    private static final int OTHER_SHIFT = 8;

    /** Set if the nearest other entry, or no entry at all, makes an error of the class; else the class is ignored. */
    private static final int ERROR = 1 << 16;

    private final List<String> cancel;
    private final List<String> ignore;
    private final @Nullable List<String> record;

    /** Whether the list of {@code cancel-exceptions} is the default one, which loses against what the user wrote. */
    private final boolean cancelByDefault;

    /** The newest, for the next breaker: nearly all have the same lists, and one for each key would be many. */
    private static volatile @Nullable ExceptionClassifier newest;

    /** The classifier for the given settings. Settings with equal lists of exceptions share one. */
    static ExceptionClassifier of(CircuitBreakerSettings settings) {
        ExceptionClassifier known = newest;
        if (known != null && known.isFor(settings)) {
            return known;
        }
        ExceptionClassifier made = new ExceptionClassifier(settings);
        newest = made;
        return made;
    }

    ExceptionClassifier(CircuitBreakerSettings settings) {
        cancel = settings.cancelExceptions();
        ignore = settings.ignoreExceptions();
        record = settings.recordExceptions().orElse(null);
        cancelByDefault = cancel.equals(CircuitBreakerSettings.DEFAULT_CANCEL_EXCEPTIONS);
    }

    /** Whether this one gives the same verdicts as one for the given settings. */
    boolean isFor(CircuitBreakerSettings settings) {
        return cancel.equals(settings.cancelExceptions())
                && ignore.equals(settings.ignoreExceptions())
                && (record == null
                        ? settings.recordExceptions().isEmpty()
                        : settings.recordExceptions().isPresent()
                                && record.equals(settings.recordExceptions().get()));
    }

    /** The verdict on a class, found out once. */
    @Override
    protected Integer computeValue(Class<?> type) {
        return verdictOn(type);
    }

    /** What the exception means; never {@link Outcome#SUCCESS}. */
    Outcome classify(Throwable thrown) {
        if (saysNothing(thrown)) {
            return Outcome.CANCELLED;
        }
        Throwable news = unwrapped(thrown);
        if (news != thrown && saysNothing(news)) {
            return Outcome.CANCELLED;
        }
        Throwable cause = causeOf(news);
        if (cause instanceof CircuitOpenException) {
            // A rejection as an exception of the application's (on-open).
            return Outcome.CANCELLED;
        }
        int verdict = get(news.getClass());
        if (isCancelled(verdict) || (cause != null && isCancelledBy(cause, verdict))) {
            return Outcome.CANCELLED;
        }
        return (verdict & ERROR) != 0 ? Outcome.ERROR : Outcome.IGNORED;
    }

    /** Whether it is the JVM's trouble or a rejection. */
    private static boolean saysNothing(Throwable thrown) {
        return thrown instanceof VirtualMachineError || thrown instanceof CircuitOpenException;
    }

    /** Whether an exception of that verdict is cancelled by its direct cause: libraries wrap an interruption (R9). */
    private boolean isCancelledBy(Throwable cause, int verdict) {
        if (other(verdict) == 0) {
            return false;
        }
        int verdictOnCause = get(unwrapped(cause).getClass());
        return isCancelled(verdictOnCause) && isCancelled(cancel(verdictOnCause) + 1, other(verdict));
    }

    private boolean isCancelled(int verdict) {
        return isCancelled(cancel(verdict), other(verdict));
    }

    /** Of two entries the nearer one wins; at equal distance what the user wrote wins over a default. */
    private boolean isCancelled(int cancelDistance, int otherDistance) {
        return cancelDistance < otherDistance
                || (cancelDistance == otherDistance && cancelDistance != NONE && !cancelByDefault);
    }

    private static int cancel(int verdict) {
        return verdict & NONE;
    }

    private static int other(int verdict) {
        return verdict >> OTHER_SHIFT & NONE;
    }

    /** The exception inside the JDK's wrappers; a wrapper without a cause stands for itself. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable news = thrown;
        for (int i = 0; i < MAX_WRAPPERS && isWrapper(news); i++) {
            Throwable cause = causeOf(news);
            if (cause == null) {
                break;
            }
            news = cause;
        }
        return news;
    }

    /** {@code getCause} may be the application's code and do anything (R15). */
    private static @Nullable Throwable causeOf(Throwable wrapper) {
        int[] depth = OwnCalls.begin();
        try {
            return wrapper.getCause();
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            return null;
        } finally {
            depth[OwnCalls.AT]--;
        }
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException;
    }

    /** Looks at the class, then at its superclass and its interfaces, then at theirs: nearest first. */
    private int verdictOn(Class<?> type) {
        int cancelDistance = NONE;
        int otherDistance = NONE;
        boolean error = record == null;
        Set<Class<?>> seen = new LinkedHashSet<>();
        seen.add(type);
        List<Class<?>> level = List.of(type);
        for (int distance = 0; !level.isEmpty() && distance < NONE; distance++) {
            Set<Class<?>> next = new LinkedHashSet<>();
            boolean ignored = false;
            boolean recorded = false;
            for (Class<?> one : level) {
                String name = one.getName();
                if (cancelDistance == NONE && cancel.contains(name)) {
                    cancelDistance = distance;
                }
                ignored |= ignore.contains(name);
                recorded |= record != null && record.contains(name);
                addParents(one, next);
            }
            if (otherDistance == NONE && (ignored || recorded)) {
                otherDistance = distance;
                error = !ignored;
            }
            next.removeAll(seen);
            seen.addAll(next);
            level = List.copyOf(next);
        }
        return cancelDistance | otherDistance << OTHER_SHIFT | (error ? ERROR : 0);
    }

    private static void addParents(Class<?> type, Set<Class<?>> parents) {
        Class<?> superclass = type.getSuperclass();
        if (superclass != null) {
            parents.add(superclass);
        }
        Collections.addAll(parents, type.getInterfaces());
    }
}
