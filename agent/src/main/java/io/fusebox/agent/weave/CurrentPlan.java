package io.fusebox.agent.weave;

import io.fusebox.agent.match.plan.ActivePlan;

/** Holds the plan in force. Any thread reads it; the thread that holds the lock of {@link Weaving} changes it. */
final class CurrentPlan {
    private volatile ActivePlan plan = ActivePlan.first();

    ActivePlan get() {
        return plan;
    }

    void set(ActivePlan next) {
        plan = next;
    }
}
