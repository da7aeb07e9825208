package io.fusebox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a circuit breaker has seen, at one moment; immutable. All totals count since the breaker was made or last reset,
 * and are exact.
 *
 * @param name the name of the breaker
 * @param key the key of a breaker per key, empty for a plain one
 * @param state the state
 * @param stateSince wall time at which the state began; for display only
 * @param retryAfter in OPEN, how long until a probe is admitted, zero once one would be; empty in other states
 * @param mode what happens to calls that would be rejected
 * @param activeCalls calls admitted and not ended yet
 * @param totalSuccessCount calls that ended well
 * @param totalErrorCount calls that ended in an error
 * @param totalIgnoredCount calls that ended in an exception that is no error (R8)
 * @param totalCancelledCount calls whose caller gave up (R9)
 * @param totalRejectedCount calls that were not let through
 * @param totalWouldRejectCount calls that would have been rejected, but for the mode {@code observe} (R20)
 * @param totalLateCount calls that ended after the period that admitted them (R5); they are in the other totals too
 * @param totalSlowCount calls that took longer than {@code slow-call-duration}; they are in the other totals too
 * @param consecutiveErrorCount errors since the last success in this period
 * @param consecutiveSuccessCount successes, ignored exceptions included, since the last error in this period
 * @param errorRatePercent share of errors over the window, empty while unknown
 * @param slowCallRatePercent share of slow calls over the window, empty while unknown
 * @param openCount how many times the breaker opened
 * @param admittedPercent the share of calls that the state admits: 100 in CLOSED, 0 in OPEN and while probes decide, between
 *     them in a recovery (R22)
 * @param oldestActiveCall how long the oldest call has been under way, zero if there is none; empty without
 *     {@code slow-call-duration}: then nobody knows (R21)
 * @param lastErrorTime wall time of the last error, empty if there was none
 * @param lastErrorType class name of the last error, empty if there was none
 * @param lastErrorMessage message of the last error, empty if there was none or it had none
 * @param recentTransitions the last changes of state, newest first, at most 20
 */
public record CircuitBreakerMetrics(
        String name,
        Optional<String> key,
        State state,
        Instant stateSince,
        Optional<Duration> retryAfter,
        Mode mode,
        long activeCalls,
        long totalSuccessCount,
        long totalErrorCount,
        long totalIgnoredCount,
        long totalCancelledCount,
        long totalRejectedCount,
        long totalWouldRejectCount,
        long totalLateCount,
        long totalSlowCount,
        int consecutiveErrorCount,
        long consecutiveSuccessCount,
        OptionalDouble errorRatePercent,
        OptionalDouble slowCallRatePercent,
        long openCount,
        double admittedPercent,
        Optional<Duration> oldestActiveCall,
        Optional<Instant> lastErrorTime,
        Optional<String> lastErrorType,
        Optional<String> lastErrorMessage,
        List<Transition> recentTransitions) {}
