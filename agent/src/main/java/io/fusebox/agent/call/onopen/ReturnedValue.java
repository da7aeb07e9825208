package io.fusebox.agent.call.onopen;

import io.fusebox.CircuitOpenException;
import io.fusebox.internal.engine.Environment.Faults;
import org.jspecify.annotations.Nullable;

/**
 * {@code on-open = return <literal>}.
 *
 * @param value of the method's return type, boxed
 */
public record ReturnedValue(@Nullable Object value) implements OnOpenAction {
    @Override
    public @Nullable Object answer(
            CircuitOpenException rejection,
            Class<?> type,
            @Nullable Object self,
            @Nullable Object[] arguments,
            Faults faults) {
        return value;
    }
}
