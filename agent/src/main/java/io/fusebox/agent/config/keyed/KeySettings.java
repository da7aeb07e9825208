package io.fusebox.agent.config.keyed;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.config.source.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says for some keys of a breaker: {@code breaker.http[*.internal].reset-timeout = 5s}. In the pattern
 * {@code *} stands for any characters, dots included. Ordered by exactness: of two patterns the one with more characters
 * beside {@code *} is the more exact, and one without {@code *} is the most exact. Loaded only if there is one.
 */
public final class KeySettings implements Comparable<KeySettings> {
    private static final char ANY = '*';

    private final String pattern;
    private final int exactness;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One setting.
     *
     * @param entry how it is written
     * @param origin where it is written, and as what if not under its breaker
     */
    public record Row(BreakerSetting<?> setting, @Nullable Object value, Entry entry, String origin) {
        /** The value as it is written. */
        public String text() {
            return entry.value().text();
        }
    }

    public KeySettings(String pattern) {
        this.pattern = pattern;
        int plain = 0;
        for (int i = 0; i < pattern.length(); i++) {
            plain += pattern.charAt(i) == ANY ? 0 : 1;
        }
        exactness = plain == pattern.length() ? Integer.MAX_VALUE : plain;
    }

    /** Adds a setting, while this object is built. */
    public void add(BreakerSetting<?> setting, @Nullable Object value, Entry entry, String origin) {
        rows.add(new Row(setting, value, entry, origin));
    }

    /** The row of a setting; null if it is not among them. */
    public @Nullable Row row(BreakerSetting<?> setting) {
        for (Row row : rows) {
            if (row.setting == setting) {
                return row;
            }
        }
        return null;
    }

    /** The pattern as it is written between the brackets. */
    public String pattern() {
        return pattern;
    }

    /** The settings, in the order of the table of settings. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Whether the pattern matches a key. */
    public boolean matches(String key) {
        int p = 0;
        int k = 0;
        int star = -1;
        int from = 0;
        while (k < key.length()) {
            if (p < pattern.length() && pattern.charAt(p) == ANY) {
                star = ++p;
                from = k;
            } else if (p < pattern.length() && pattern.charAt(p) == key.charAt(k)) {
                p++;
                k++;
            } else if (star >= 0) {
                p = star;
                k = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == ANY) {
            p++;
        }
        return p == pattern.length();
    }

    /** Sets the values of this section. */
    @SuppressWarnings("unchecked") // The type of the setting has parsed it.
    public void set(CircuitBreakerSettings.Builder builder) {
        for (Row row : rows) {
            builder.set((BreakerSetting<Object>) row.setting, row.value);
        }
    }

    @Override
    public int compareTo(KeySettings that) {
        int order = Integer.compare(exactness, that.exactness);
        return order != 0 ? order : pattern.compareTo(that.pattern);
    }

    /** By what is written, not where. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof KeySettings that) || !pattern.equals(that.pattern) || rows.size() != that.rows.size()) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            Row here = rows.get(i);
            Row there = that.rows.get(i);
            if (here.setting != there.setting || !here.text().equals(there.text())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** The pattern, for a debugger. */
    @Override
    public String toString() {
        return pattern;
    }
}
