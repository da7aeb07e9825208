package com.acme.slow;

import java.util.function.Supplier;

/** Is being loaded for as long as its superclass is. */
public final class Late extends Base implements Supplier<String> {

    @Override
    public String get() {
        return charge() + refund();
    }

    private String charge() {
        return "charged";
    }

    private String refund() {
        return " and refunded";
    }
}
