package io.fusebox.agent.call;

import io.fusebox.internal.engine.CallGate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of woven methods and the breakers they stand for.
 *
 * <p>A site is known by names alone, never by a class or loader: nothing of the application is kept alive, the same method
 * has the same number in every class loader and every time it is woven. A site is added for each guarded method of a class
 * file, and again when a reload changes its breaker. Safe for use by any thread.
 */
public final class Sites {
    private final int first;
    private final Map<String, Integer> numbers = new HashMap<>();
    /**
     * By number, with nothing at the numbers before the first. Read plainly on the call path: code that knows a number was
     * woven after the number was given, and the JVM orders the two.
     */
    private @Nullable CallGate[] gates;

    /** By number: what takes more than a gate. Such a site has no gate here; it has its own. */
    private @Nullable Site[] rich;

    /** @param first the number of the first site: one that no agent before this one has used */
    public Sites(int first) {
        this.first = first;
        this.gates = new CallGate[first + 8];
        this.rich = new Site[first + 8];
    }

    /**
     * The number of the method's site for the breaker.
     *
     * @param breaker its name, and what tells the times apart at which it had other rules
     * @param method its name and descriptor
     * @param site null if the gate is all it takes
     */
    public synchronized int number(
            String breaker, CallGate gate, @Nullable Site site, String className, String method) {
        String name = breaker + ' ' + className + ' ' + method;
        Integer known = numbers.get(name);
        int number = known == null ? first + numbers.size() : known;
        if (number == gates.length) {
            @Nullable CallGate[] longer = new CallGate[number + numbers.size()];
            System.arraycopy(gates, 0, longer, 0, number);
            @Nullable Site[] more = new Site[longer.length];
            System.arraycopy(rich, 0, more, 0, number);
            gates = longer;
            rich = more;
        }
        // What the method is in another class loader may take more than a gate, or no more.
        gates[number] = site == null ? gate : null;
        rich[number] = site;
        numbers.put(name, number);
        return number;
    }

    /** The gate of the breaker that guards the site; null if this agent did not give the number. */
    @Nullable
    CallGate gate(int site) {
        @Nullable CallGate[] table = gates;
        return site >= 0 && site < table.length ? table[site] : null;
    }

    /** Whether the number is this agent's: not one of an agent before it. */
    boolean has(int site) {
        return site >= first;
    }

    /** The rules of a site that needs more than a gate; null if the gate suffices, or if this agent did not give the number. */
    @Nullable
    Site rich(int site) {
        @Nullable Site[] table = rich;
        return site >= 0 && site < table.length ? table[site] : null;
    }

    /** The number after the last one in use. */
    public synchronized int end() {
        return first + numbers.size();
    }
}
