package io.fusebox.agent.metrics;

/**
 * A family of metrics of the same name. The names are the contract; dashboards depend on them.
 *
 * <p>A counter's name is written without {@code _total} here; the text formats add it.
 */
public enum Family {
    STATE("fusebox_breaker_state", Type.GAUGE, "", "1 for the state that the breaker is in, 0 for the others"),
    CALLS("fusebox_breaker_calls", Type.COUNTER, "", "Calls that ended, by outcome"),
    REJECTED("fusebox_breaker_rejected", Type.COUNTER, "", "Calls that were not let through"),
    WOULD_REJECT(
            "fusebox_breaker_would_reject",
            Type.COUNTER,
            "",
            "Calls that the mode observe let through and enforce would not"),
    LATE("fusebox_breaker_late", Type.COUNTER, "", "Calls that ended after the state that admitted them"),
    SLOW("fusebox_breaker_slow", Type.COUNTER, "", "Calls that took longer than slow-call-duration"),
    OPENED("fusebox_breaker_opened", Type.COUNTER, "", "How many times the breaker opened"),
    ACTIVE("fusebox_breaker_active_calls", Type.GAUGE, "", "Calls admitted and not ended yet"),
    ERROR_RATE(
            "fusebox_breaker_error_rate",
            Type.GAUGE,
            "",
            "Share of errors over the window, from 0 to 1; absent while unknown"),
    SLOW_CALL_RATE(
            "fusebox_breaker_slow_call_rate",
            Type.GAUGE,
            "",
            "Share of slow calls over the window, from 0 to 1; absent while unknown"),
    RETRY_AFTER(
            "fusebox_breaker_retry_after_seconds",
            Type.GAUGE,
            "seconds",
            "How long until OPEN lets a probe through; absent if only an operator ends the state"),
    ADMITTED(
            "fusebox_breaker_admitted_ratio", Type.GAUGE, "ratio", "Share of calls that the state admits, from 0 to 1"),
    INTERNAL_ERRORS(
            "fusebox_internal_errors", Type.COUNTER, "", "Faults inside Fusebox; the calls concerned went through"),
    CONFIG_PROBLEMS("fusebox_config_problems", Type.GAUGE, "", "Problems of the configuration in force"),
    UNMATCHED("fusebox_unmatched_patterns", Type.GAUGE, "", "Patterns that guard nothing so far"),
    FLEET_UP("fusebox_fleet_up", Type.GAUGE, "", "1 if the fleet's Redis answers, else 0; absent without a fleet"),
    FLEET_MEMBERS("fusebox_fleet_members", Type.GAUGE, "", "JVMs of the fleet; absent without a fleet"),
    FLEET_ORDERS(
            "fusebox_fleet_orders",
            Type.GAUGE,
            "",
            "Breakers here whose state an order to the fleet forces; absent without a fleet"),
    INFO("fusebox_info", Type.GAUGE, "", "1, with the version of Fusebox as a label");

    /** How a family is read. */
    public enum Type {
        /** It only grows, but for an operator's reset. */
        COUNTER("counter"),
        /** It goes up and down. */
        GAUGE("gauge");

        final String word;

        Type(String word) {
            this.word = word;
        }
    }

    final String title;
    final Type type;
    final String unit;
    final String help;

    Family(String title, Type type, String unit, String help) {
        this.title = title;
        this.type = type;
        this.unit = unit;
        this.help = help;
    }

    /** The name in Micrometer's form; its Prometheus registry makes {@link #sample} of it. */
    public String dotted() {
        String stem = isInSeconds() ? title.substring(0, title.length() - "_seconds".length()) : title;
        return stem.replace('_', '.');
    }

    /** Whether the values are seconds. */
    public boolean isInSeconds() {
        return unit.equals("seconds");
    }

    /** Whether the values only grow. */
    public boolean isCounter() {
        return type == Type.COUNTER;
    }

    /** What it means, in a sentence without a full stop. */
    public String help() {
        return help;
    }

    /** The name of a sample of the family, in both formats. */
    String sample() {
        return type == Type.COUNTER ? title + "_total" : title;
    }
}
