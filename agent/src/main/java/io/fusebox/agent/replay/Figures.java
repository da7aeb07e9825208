package io.fusebox.agent.replay;

/**
 * What a breaker would have done to its recorded calls.
 *
 * @param calls those whose outcome is known
 * @param errors how many of them were errors
 * @param openings how often it would have opened, after failed probes too
 * @param openNanos how long it would have been OPEN
 * @param rejected calls that it would have rejected
 * @param rejectedSuccesses those of them whose service had answered: successes and ignored ones
 * @param errorsLetThrough errors that it would have admitted
 */
public record Figures(
        long calls,
        long errors,
        long openings,
        long openNanos,
        long rejected,
        long rejectedSuccesses,
        long errorsLetThrough) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

    /** Of both together. */
    public Figures plus(Figures other) {
        return new Figures(
                calls + other.calls,
                errors + other.errors,
                openings + other.openings,
                openNanos + other.openNanos,
                rejected + other.rejected,
                rejectedSuccesses + other.rejectedSuccesses,
                errorsLetThrough + other.errorsLetThrough);
    }
}
