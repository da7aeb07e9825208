package io.fusebox.benchmarks;

import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.List;

/** The other circuit breakers, set up as their documentation shows it. */
final class Peers {
    private static final Duration LONG = Duration.ofHours(1);

    private Peers() {}

    /** Its defaults: a window of 100 calls. No error share of less than all opens it. */
    static CircuitBreaker resilience4j() {
        return CircuitBreaker.of("peer", config().build());
    }

    static CircuitBreaker resilience4jOpen() {
        CircuitBreaker breaker = CircuitBreaker.of("peer", config().build());
        breaker.transitionToOpenState();
        return breaker;
    }

    static CircuitBreaker resilience4jTimed() {
        return CircuitBreaker.of(
                "peer",
                config().slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(20)
                        .slowCallDurationThreshold(Duration.ofSeconds(1))
                        .slowCallRateThreshold(50)
                        .build());
    }

    private static CircuitBreakerConfig.Builder config() {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(100)
                .waitDurationInOpenState(LONG)
                .writableStackTraceEnabled(false);
    }

    static FailsafeExecutor<Integer> failsafe() {
        return Failsafe.with(failsafeBreaker());
    }

    static FailsafeExecutor<Integer> failsafeOpen() {
        dev.failsafe.CircuitBreaker<Integer> breaker = failsafeBreaker();
        breaker.open();
        return Failsafe.with(breaker);
    }

    private static dev.failsafe.CircuitBreaker<Integer> failsafeBreaker() {
        return dev.failsafe.CircuitBreaker.<Integer>builder()
                .withFailureThreshold(100, 100)
                .withDelay(LONG)
                .build();
    }

    /** Loads a rule for the resource: an error ratio that is never reached. */
    static void sentinel(String resource) {
        DegradeRule rule = new DegradeRule(resource)
                .setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_RATIO)
                .setCount(1.0)
                .setMinRequestAmount(20)
                .setStatIntervalMs(10_000)
                .setTimeWindow(3600);
        DegradeRuleManager.loadRules(List.of(rule));
    }
}
