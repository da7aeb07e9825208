package com.acme.everything;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;

/** A program in which a wildcard guards all that it can. */
public final class Everything {

    private static final int DOUBLED = twice(21);

    private Everything() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                Logger.getLogger("everything").fine(line);
                System.out.println(line.equals("initialise") ? Late.name() : String.valueOf(work(DOUBLED)));
            } catch (Throwable thrown) {
                System.out.println(thrown.getClass().getName());
            }
        }
    }

    static int twice(int number) {
        return 2 * number;
    }

    static int work(int number) {
        return number;
    }

    /** Initialised when its first method is called. */
    static final class Late {
        private static final String NAME = load();

        private Late() {}

        private static String load() {
            return "loaded";
        }

        static String name() {
            return NAME;
        }
    }
}
