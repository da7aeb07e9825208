package com.acme.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The talk with the test: a line in, a line out, until stdin ends. */
public final class Talk {

    private Talk() {}

    public static void with(UnaryOperator<String> shop) throws IOException {
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(shop.apply(line));
        }
        System.exit(0);
    }
}
