package io.fusebox;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the call that opens a breaker says how long the wait is (R25). It is asked once for each opening by an error, on the
 * thread that ends the call. One that throws is as if it said nothing.
 *
 * <p>What it gives may be a {@link Duration}, a {@link Number} of seconds, a text that is a number of seconds or an
 * HTTP date, or an {@link Optional} of these; anything else says nothing.
 *
 * <p>Two are equal if their texts are: a breaker is given new settings only where the words differ. Safe for use by any thread.
 */
public final class WaitSource {
    private final String text;

    /** Null while nobody has said how to ask, and after the agent that did has gone. */
    private volatile @Nullable BiFunction<@Nullable Throwable, @Nullable Object, @Nullable Object> reader;

    /**
     * A source.
     *
     * @param text what it reads, for people; the text is shown among the settings
     * @param reader how it is asked: gets what the call threw, inside the wrappers of R11, or null if it returned; and what it
     *     returned, if that is an error (R10)
     */
    public WaitSource(String text, BiFunction<@Nullable Throwable, @Nullable Object, @Nullable Object> reader) {
        this.text = Objects.requireNonNull(text, "text");
        this.reader = Objects.requireNonNull(reader, "reader");
    }

    /** A source that says nothing before it is {@linkplain #bind bound}; for the agent. */
    public WaitSource(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    /** Says how it is asked; null: it says nothing from now on. */
    public void bind(@Nullable BiFunction<@Nullable Throwable, @Nullable Object, @Nullable Object> how) {
        reader = how;
    }

    /** Whether it has been said how it is asked. */
    public boolean isBound() {
        return reader != null;
    }

    /** What the call says; null if it says nothing. */
    public @Nullable Object read(@Nullable Throwable exception, @Nullable Object result) {
        BiFunction<@Nullable Throwable, @Nullable Object, @Nullable Object> bound = reader;
        return bound == null ? null : bound.apply(exception, result);
    }

    /** The wait that the call asks for in nanoseconds; 0 or less if it asks for none. */
    public long nanos(@Nullable Throwable exception, @Nullable Object result) {
        Object answer = read(exception, result);
        Object value = answer instanceof Optional<?> optional ? optional.orElse(null) : answer;
        if (value instanceof Duration duration) {
            return nanosOf(duration);
        }
        if (value instanceof Number seconds) {
            return nanosOf(seconds.doubleValue());
        }
        return value instanceof CharSequence chars ? nanosOf(chars.toString().strip()) : 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WaitSource that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text of the source. */
    @Override
    public String toString() {
        return text;
    }

    private static long nanosOf(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    /** Whatever is too long for a number is cut; what is no number is 0. */
    private static long nanosOf(double seconds) {
        return (long) (seconds * 1e9);
    }

    private static long nanosOf(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '.') {
            try {
                return nanosOf(Double.parseDouble(text));
            } catch (NumberFormatException other) {
                return 0;
            }
        }
        Instant until = instant(text);
        return until == null ? 0 : nanosOf(Duration.between(Instant.now(), until));
    }

    private static @Nullable Instant instant(String text) {
        for (DateTimeFormatter form : dates()) {
            Instant parsed = instant(text, form);
            if (parsed != null) {
                return parsed;
            }
        }
        return null;
    }

    /** Null if the text has another form. */
    private static @Nullable Instant instant(String text, DateTimeFormatter form) {
        try {
            return form.parse(text, Instant::from);
        } catch (DateTimeException other) {
            return null;
        }
    }

    /** The three forms of a date in HTTP (RFC 9110); all are in GMT. */
    private static DateTimeFormatter[] dates() {
        return new DateTimeFormatter[] {
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC)
        };
    }
}
