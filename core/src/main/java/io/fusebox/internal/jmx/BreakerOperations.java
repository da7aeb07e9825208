package io.fusebox.internal.jmx;

import io.fusebox.internal.jmx.open.OpenOperation;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.OperatorMove;
import io.fusebox.internal.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenMBeanParameterInfo;
import javax.management.openmbean.OpenMBeanParameterInfoSupport;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/** The operator's moves as operations of an MBean, each answered by a sentence. */
final class BreakerOperations {
    private static final long MAX_SECONDS = OperatorMove.MAX_SECONDS;

    private BreakerOperations() {}

    static OpenMBeanOperationInfo[] describe() {
        OpenMBeanParameterInfo seconds = new OpenMBeanParameterInfoSupport(
                "seconds", "How long to stay open, in seconds, from 1 to " + MAX_SECONDS, SimpleType.LONG);
        List<OpenMBeanOperationInfo> operations = new ArrayList<>();
        for (OperatorMove move : OperatorMove.values()) {
            operations.add(OpenOperation.action(move.operation(), move.description()));
            if (move == OperatorMove.OPEN) {
                operations.add(OpenOperation.action(
                        move.operation(), "Opens the breaker for the given time, from now; totals stay", seconds));
            }
        }
        return operations.toArray(new OpenMBeanOperationInfo[0]);
    }

    static String perform(Registry registry, Breaker breaker, String operation, @Nullable Object[] parameters) {
        OperatorMove move = OperatorMove.ofOperation(operation);
        if (move == null) {
            throw new IllegalArgumentException("there is no operation " + operation);
        }
        return move.apply(registry, breaker, parameters.length == 0 ? null : seconds(parameters[0]))
                + keys(registry, breaker);
    }

    /** An MBean moves one breaker: who moves the one without a key should know of the others. */
    private static String keys(Registry registry, Breaker breaker) {
        int keys = breaker.id().isKeyed() ? 0 : registry.named(breaker.name()).size() - 1;
        return keys <= 0
                ? ""
                : keys == 1 ? " Its key is a breaker of its own." : " Its " + keys + " keys are breakers of their own.";
    }

    private static Duration seconds(@Nullable Object value) {
        return Duration.ofSeconds(Allowed.wholeNumber(
                "seconds", value, 1, MAX_SECONDS, "a whole number from 1 to " + MAX_SECONDS + " (365 days)"));
    }
}
