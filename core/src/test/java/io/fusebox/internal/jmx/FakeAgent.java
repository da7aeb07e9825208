package io.fusebox.internal.jmx;

import io.fusebox.internal.registry.AgentView;
import java.util.List;

/** An agent with something to show of everything. */
class FakeAgent implements AgentView {
    volatile String jmx = "on";
    volatile String mode = "enforce";

    @Override
    public String configFile() {
        return "fusebox.properties";
    }

    @Override
    public List<String> configProblems() {
        return List.of("fusebox.properties:3: breaker.x.mode = maybe: no such mode; write enforce, observe or off");
    }

    @Override
    public List<String> guardedMethods() {
        return List.of("payments: com.acme.PaymentClient#charge(long)");
    }

    @Override
    public List<String> methodsOf(String breaker) {
        return breaker.equals("payments") ? List.of("com.acme.PaymentClient#charge(long)") : List.of();
    }

    @Override
    public List<String> unmatchedMethods() {
        return List.of("payments: com.acme.Gone#call: class never seen");
    }

    @Override
    public String mode() {
        return mode;
    }

    @Override
    public void mode(String word) {
        mode = word;
    }

    @Override
    public String jmx() {
        return jmx;
    }

    @Override
    public String reload() {
        return "nothing changed";
    }
}
