package com.acme;

import java.util.concurrent.Callable;

/** Does one thing as often as the test says on stdin, and sums up on stdout what came of it. */
final class Errand {

    private Errand() {}

    static void run(Callable<?> thing) {
        String summary = "ready";
        for (String command = Console.ask(summary); !command.equals("stop"); command = Console.ask(summary)) {
            int ok = 0;
            int failed = 0;
            int rejected = 0;
            String last = "";
            for (int i = Integer.parseInt(command); i > 0; i--) {
                try {
                    thing.call();
                    ok++;
                } catch (Exception e) {
                    boolean isRejection = e.getClass().getName().equals("io.fusebox.CircuitOpenException");
                    rejected += isRejection ? 1 : 0;
                    failed += isRejection ? 0 : 1;
                    last = ": " + e;
                }
            }
            summary = ok + " ok, " + failed + " failed, " + rejected + " rejected" + last;
        }
    }
}
