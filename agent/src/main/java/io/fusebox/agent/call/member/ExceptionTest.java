package io.fusebox.agent.call.member;

import io.fusebox.ExceptionCondition;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.jdk.JdkThreads;
import java.util.function.Predicate;

/**
 * {@code ignore-when}: whether a condition holds for an exception. A member that the exception does not have makes a comparison
 * false; a member that throws is a fault (R15), and the condition does not hold. Safe for use by any thread.
 */
public final class ExceptionTest implements Predicate<Throwable> {
    static {
        // A class that is first met where the heap is full cannot be found.
        JdkThreads.link();
    }

    private final Condition condition;
    private final Faults faults;

    private ExceptionTest(Condition condition, Faults faults) {
        this.condition = condition;
        this.faults = faults;
    }

    /** Says how a condition of the configuration is asked. */
    public static void bind(ExceptionCondition condition, Faults faults) {
        try {
            String text = condition.toString();
            condition.bind(new ExceptionTest(Condition.lenient(Expression.exceptionCondition(text), text), faults));
        } catch (BadValue impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean test(Throwable exception) {
        try {
            return condition.holds(exception);
        } catch (StackOverflowError noRoom) {
            // Nothing is known of it; the fault could not be noted either.
            return false;
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            faults.report("ignore-when on an exception", fault);
            return false;
        }
    }
}
