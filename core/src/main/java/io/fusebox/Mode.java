package io.fusebox;

/** What a circuit breaker does with the calls it would reject (R20). */
public enum Mode {
    /** The breaker runs its states and rejects. The default. */
    ENFORCE("enforce"),
    /**
     * The breaker runs its states, but a call that would be rejected is admitted, counted in
     * {@link CircuitBreakerMetrics#totalWouldRejectCount()}, and its outcome decides nothing.
     */
    OBSERVE("observe"),
    /** Calls pass untouched and uncounted. */
    OFF("off");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** The word of this mode in configuration files and in JMX: {@code enforce}, {@code observe} or {@code off}. */
    public String word() {
        return word;
    }

    /**
     * The mode that a word of {@link #word()} names, in any case.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    public static Mode ofWord(String word) {
        for (Mode mode : values()) {
            if (mode.word().equalsIgnoreCase(word.trim())) {
                return mode;
            }
        }
        throw new IllegalArgumentException("mode must be enforce, observe or off, was the text '" + word + "'");
    }
}
