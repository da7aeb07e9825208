package com.acme.shop;

import java.util.function.UnaryOperator;

/** What a platform runs, known to its host by an interface of the JDK alone: charges an amount, says what came of it. */
public final class Shop implements UnaryOperator<String> {

    private final PaymentClient client = new PaymentClient();

    @Override
    public String apply(String amount) {
        try {
            return client.charge(amount);
        } catch (Exception e) {
            return e.toString();
        }
    }
}
