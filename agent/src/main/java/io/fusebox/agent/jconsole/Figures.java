package io.fusebox.agent.jconsole;

import io.fusebox.agent.text.TerminalText;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What one breaker's MBean showed at one moment. Attributes that another version of Fusebox may lack read as 0 or empty.
 *
 * @param nanos when it was read, on the clock of this process
 */
record Figures(ObjectName bean, long nanos, Map<String, Object> attributes) {
    /** No probe will come before an operator moves the breaker. */
    static final long NEVER = Long.MAX_VALUE;

    /** All that the tab shows, read at once. */
    static final String[] ATTRIBUTES = {
        "Name",
        "Key",
        "State",
        "StateCode",
        "StateSince",
        "RetryAfterMillis",
        "Mode",
        "ActiveCalls",
        "TotalSuccessCount",
        "TotalErrorCount",
        "TotalIgnoredCount",
        "TotalCancelledCount",
        "TotalRejectedCount",
        "TotalWouldRejectCount",
        "LastErrorTime",
        "LastErrorType",
        "LastErrorMessage",
        "RecentTransitions",
    };

    static Figures of(ObjectName bean, AttributeList read) {
        Map<String, Object> attributes = new HashMap<>();
        for (Attribute attribute : read.asList()) {
            if (attribute.getValue() != null) {
                attributes.put(attribute.getName(), attribute.getValue());
            }
        }
        return new Figures(bean, System.nanoTime(), attributes);
    }

    /** The name, with the key of a breaker per key: {@code http[api.acme.com]}. */
    String label() {
        String key = text("Key");
        return text("Name") + (key.isEmpty() ? "" : "[" + key + "]");
    }

    BreakerState state() {
        return BreakerState.of(text("State"));
    }

    /** As text that is safe to show. */
    String text(String attribute) {
        return TerminalText.of(attributes.getOrDefault(attribute, "").toString());
    }

    long number(String attribute) {
        return attributes.get(attribute) instanceof Number number ? number.longValue() : 0;
    }

    @Nullable
    Instant instant(String attribute) {
        return attributes.get(attribute) instanceof Date date ? date.toInstant() : null;
    }

    List<String> lines(String attribute) {
        return attributes.get(attribute) instanceof String[] lines ? Arrays.asList(lines) : List.of();
    }

    /** All calls that ended or were rejected. */
    long calls() {
        return number("TotalSuccessCount")
                + number("TotalErrorCount")
                + number("TotalIgnoredCount")
                + number("TotalCancelledCount")
                + number("TotalRejectedCount");
    }

    /** Milliseconds to the next probe, counted down since the figures were read; -1: none is due, {@link #NEVER}. */
    long retryAfterMillis() {
        return switch (state()) {
            case OPEN -> Math.max(0, number("RetryAfterMillis") - (System.nanoTime() - nanos) / 1_000_000);
            case FORCED_OPEN -> NEVER;
            default -> -1;
        };
    }
}
