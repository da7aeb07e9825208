package io.fusebox.agent.config.foreign;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key as another library would have it, taken apart: {@code resilience4j.circuitbreaker.instances.http.delay},
 * {@code hystrix.command.Http.circuitBreaker.enabled}, {@code com.acme.Http/get/CircuitBreaker/delay},
 * {@code breaker.http.skipOn[0]}. Immutable.
 */
public final class ForeignKey {
    /** Scopes before a name and a setting, in lower case. */
    private static final String[] SCOPES = {
        "resilience4j.circuitbreaker.instances.",
        "resilience4j.circuitbreaker.backends.",
        "resilience4j.circuitbreaker.configs.",
        "resilience4j.circuit-breaker.instances.",
        "spring.cloud.circuitbreaker.",
        "hystrix.command.",
        "failsafe.circuitbreaker.",
        "circuitbreaker.",
        "circuit-breaker.",
    };

    private static final String[] OTHER_MODULES = {
        "retry", "bulkhead", "thread-pool-bulkhead", "ratelimiter", "timelimiter", "cache"
    };

    /** The units of a number in the name of a key, with what a duration has for them. */
    private static final String[] UNITS = {
        "-in-milliseconds",
        "ms",
        "-in-millis",
        "ms",
        "-in-seconds",
        "s",
        "-in-minutes",
        "m",
        "-milliseconds",
        "ms",
        "-millis",
        "ms",
        "-msec",
        "ms",
        "-ms",
        "ms",
        "-seconds",
        "s",
        "-secs",
        "s",
        "-sec",
        "s",
        "-minutes",
        "m",
        "-mins",
        "m",
    };

    /** {@code breaker.NAME.} or {@code defaults.}: where the setting belongs here. */
    public final String scope;

    /** The setting's name there. */
    public final String name;

    /** The place in a list, from 0; -1 if the key has none. */
    public final int index;

    /** Whether what stands before the setting is another library's. */
    public final boolean ofOtherLibrary;

    /** Whether it is a setting of something that is no circuit breaker. */
    public final boolean ofOtherModule;

    private ForeignKey(String scope, String name, int index, boolean ofOtherLibrary, boolean ofOtherModule) {
        this.scope = scope;
        this.name = name;
        this.index = index;
        this.ofOtherLibrary = ofOtherLibrary;
        this.ofOtherModule = ofOtherModule;
    }

    /** Takes a key apart. */
    public static ForeignKey of(String key) {
        int bracket = key.endsWith("]") ? key.lastIndexOf('[') : -1;
        String digits = bracket < 0 ? "" : key.substring(bracket + 1, key.length() - 1);
        boolean indexed = digits.matches("[0-9]{1,6}");
        String plain = indexed ? key.substring(0, bracket) : key;
        int index = indexed ? Integer.parseInt(digits) : -1;
        int fault = plain.indexOf("/CircuitBreaker/");
        if (fault >= 0 || plain.startsWith("CircuitBreaker/")) {
            String setting = plain.substring(plain.lastIndexOf('/') + 1);
            String name = fault < 0 ? "" : plain.substring(0, fault);
            return new ForeignKey(
                    name.isEmpty() ? "defaults." : scope(name.substring(name.lastIndexOf('.') + 1)),
                    setting,
                    index,
                    true,
                    false);
        }
        String lower = plain.toLowerCase(Locale.ROOT);
        for (String module : OTHER_MODULES) {
            if (lower.startsWith("resilience4j." + module + ".")) {
                return new ForeignKey("", plain, index, true, true);
            }
        }
        if (lower.startsWith("defaults.")) {
            return new ForeignKey("defaults.", plain.substring("defaults.".length()), index, false, false);
        }
        for (String scope : SCOPES) {
            if (lower.startsWith(scope)) {
                return named(plain.substring(scope.length()), index, true);
            }
        }
        return named(plain.substring(lower.startsWith("breaker.") ? "breaker.".length() : 0), index, false);
    }

    private static ForeignKey named(String rest, int index, boolean ofOtherLibrary) {
        int nested = rest.toLowerCase(Locale.ROOT).indexOf(".circuitbreaker.");
        int metrics = rest.indexOf(".metrics.");
        int execution = rest.indexOf(".execution.");
        int dot = nested > 0 ? nested : metrics > 0 ? metrics : execution > 0 ? execution : rest.lastIndexOf('.');
        String name = nested > 0 ? rest.substring(nested + ".circuitbreaker.".length()) : rest.substring(dot + 1);
        return new ForeignKey(scope(dot < 0 ? "" : rest.substring(0, dot)), name, index, ofOtherLibrary, false);
    }

    private static String scope(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
            plain.append(kept || c == '_' || c == '-' ? c : '-');
        }
        String breaker = plain.toString();
        return breaker.isEmpty()
                ? "breaker.NAME."
                : breaker.equals("default") ? "defaults." : "breaker." + breaker + ".";
    }

    /** The unit that the name says its number is in; null if it says none. */
    public @Nullable String unit() {
        int end = unitAt();
        return end < 0 ? null : UNITS[end + 1];
    }

    /** The name without the unit. */
    public String nameWithoutUnit() {
        int at = unitAt();
        String kebab = kebab();
        return at < 0 ? name : kebab.substring(0, kebab.length() - UNITS[at].length());
    }

    private int unitAt() {
        String kebab = kebab();
        for (int i = 0; i < UNITS.length; i += 2) {
            if (kebab.endsWith(UNITS[i]) && kebab.length() > UNITS[i].length()) {
                return i;
            }
        }
        return -1;
    }

    private String kebab() {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(name.charAt(i - 1));
            kebab.append(begins && kebab.charAt(kebab.length() - 1) != '-' ? "-" : "")
                    .append(c == '_' ? '-' : c);
        }
        return kebab.toString().toLowerCase(Locale.ROOT);
    }
}
