package com.acme.shop;

import java.io.IOException;

/** The class that is guarded on every platform. */
public class PaymentClient {

    public String charge(String amount) throws IOException {
        if (amount.equals("fail")) {
            throw new IOException("Connection refused");
        }
        return "charged " + amount;
    }
}
