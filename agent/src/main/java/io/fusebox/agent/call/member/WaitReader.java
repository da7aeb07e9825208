package io.fusebox.agent.call.member;

import io.fusebox.WaitSource;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.jdk.JdkThreads;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code reset-timeout-from}: follows a path from the exception or the result of the call that opens a breaker (R25). Where a
 * member is missing or null on the way, the call says nothing; a member that throws is a fault (R15). Safe for use by any
 * thread.
 */
public final class WaitReader implements BiFunction<@Nullable Throwable, @Nullable Object, @Nullable Object> {
    private final MemberPath path;
    private final boolean ofException;
    private final Faults faults;

    private WaitReader(Expression.Path path, Faults faults) {
        this.path = new MemberPath(path.steps());
        this.ofException = path.root().equals("exception");
        this.faults = faults;
    }

    /** Says how a source of the configuration is asked. */
    public static void bind(WaitSource source, Faults faults) {
        try {
            source.bind(new WaitReader(Expression.endPath(source.toString()), faults));
        } catch (BadValue impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public @Nullable Object apply(@Nullable Throwable exception, @Nullable Object result) {
        Object from = ofException ? exception : result;
        if (from == null) {
            return null;
        }
        try {
            return path.follow(from);
        } catch (StackOverflowError | PathFault | NullPointerException nothing) {
            return null;
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            faults.report("reset-timeout-from", fault);
            return null;
        }
    }
}
