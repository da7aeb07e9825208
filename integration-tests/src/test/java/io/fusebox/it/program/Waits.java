package io.fusebox.it.program;

import java.io.IOException;

/** Waits for a line on stdin, or its end. */
public final class Waits {

    private Waits() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("waiting");
        int input = System.in.read();
        System.exit(input < 0 ? 1 : 0);
    }
}
