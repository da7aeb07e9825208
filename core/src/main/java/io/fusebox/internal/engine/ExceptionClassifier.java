package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Says what an exception means to a breaker (R8–R11). Immutable.
 *
 * <p>Names are compared with those of the exception's class, its superclasses and interfaces: nothing is loaded. The
 * verdict on a class is remembered with the class, as a JDK type, so that neither keeps the other's loader alive.
 */
final class ExceptionClassifier {
    /** How many wrappers are looked through; causes may form a circle. */
    private static final int MAX_WRAPPERS = 16;

    private final List<String> cancel;
    private final List<String> ignore;
    private final @Nullable List<String> record;

    /** True: an error; false: ignored; empty: cancelled. */
    private final ClassValue<Optional<Boolean>> verdicts = new ClassValue<>() {
        @Override
        protected Optional<Boolean> computeValue(Class<?> type) {
            return verdictOn(type);
        }
    };

    /** The newest, for the next breaker: nearly all have the same lists, and one for each key would be many. */
    private static volatile @Nullable ExceptionClassifier newest;

    /** One for the given settings, shared with others that are equal to them in what it goes by. */
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

    /** What the exception means; never {@link Outcome#SUCCESS}. */
    Outcome classify(Throwable thrown) {
        if (saysNothing(thrown)) {
            return Outcome.CANCELLED;
        }
        Throwable news = unwrapped(thrown);
        if (news != thrown && saysNothing(news)) {
            return Outcome.CANCELLED;
        }
        Optional<Boolean> verdict = verdicts.get(news.getClass());
        return verdict.isEmpty() ? Outcome.CANCELLED : verdict.get() ? Outcome.ERROR : Outcome.IGNORED;
    }

    /** Whether it is the JVM's trouble, or a rejection, perhaps as an exception of the application's ({@code on-open}). */
    private static boolean saysNothing(Throwable thrown) {
        return thrown instanceof VirtualMachineError
                || thrown instanceof CircuitOpenException
                || causeOf(thrown) instanceof CircuitOpenException;
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
        try {
            int[] depth = OwnCalls.begin();
            try {
                return wrapper.getCause();
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable fault) {
            return null;
        }
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException;
    }

    private Optional<Boolean> verdictOn(Class<?> type) {
        if (matches(type, cancel)) {
            return Optional.empty();
        }
        return Optional.of(!matches(type, ignore) && (record == null || matches(type, record)));
    }

    private static boolean matches(Class<?> type, List<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            if (names.contains(one.getName()) || anyInterfaceMatches(one, names)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyInterfaceMatches(Class<?> type, List<String> names) {
        for (Class<?> one : type.getInterfaces()) {
            if (names.contains(one.getName()) || anyInterfaceMatches(one, names)) {
                return true;
            }
        }
        return false;
    }
}
