package com.acme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A shop that calls its bank when stdin says so, and says what came of it. */
public final class FleetShop {
    private FleetShop() {}

    /** The bank: works if it is asked to. */
    static final class Bank {
        int charge(boolean works) {
            if (!works) {
                throw new IllegalStateException("the bank is down");
            }
            return 1;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Bank bank = new Bank();
        bank.charge(true);
        System.out.println("open");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long begin = System.nanoTime();
            String end;
            try {
                bank.charge(line.equals("good"));
                end = "done";
            } catch (IllegalStateException e) {
                end = "failed";
            } catch (RuntimeException e) {
                end = "rejected";
            }
            System.out.println(end + ((System.nanoTime() - begin) > 500_000_000L ? ", late" : ""));
        }
    }
}
