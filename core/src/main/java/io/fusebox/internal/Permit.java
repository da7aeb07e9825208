package io.fusebox.internal;

/**
 * What {@link CallGate#enter()} gives to an admitted call and must get back when the call ends; opaque to callers.
 *
 * <p>The permit of a call from CLOSED is the {@link Period} that admitted it: nothing is allocated for a call, and a late
 * outcome (R5) is recognised by identity. A {@link Probe} stands for itself, since its slot must come back exactly once.
 */
public abstract class Permit {
    /** The call is part of an outer call of the same breaker on the same thread: neither counted nor rejected (R14). */
    static final Permit NESTED = new Constant("NESTED");

    /** The breaker is off (R20), or failed inside (R15): the call passes untouched and uncounted. */
    static final Permit NONE = new Constant("NONE");

    Permit() {}

    private static final class Constant extends Permit {
        private final String name;

        Constant(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The call would have been rejected (R20, {@code observe}): it counts in the totals and decides nothing. */
    static final class Observed extends Permit {
        final Policy policy;
        final long startedAt;

        Observed(Policy policy, long startedAt) {
            this.policy = policy;
            this.startedAt = startedAt;
        }
    }

    /** The permit of a call that is timed and whose start time has no room in a cell of its thread's own. */
    static final class Timed extends Permit {
        final Permit permit;
        final long startedAt;

        Timed(Permit permit, long startedAt) {
            this.permit = permit;
            this.startedAt = startedAt;
        }
    }
}
