package io.fusebox.agent.cli;

import io.fusebox.agent.Version;

/** {@code java -jar fusebox-agent.jar}: data on stdout, talk on stderr; exit 0 done, 1 failed, 2 misused. */
public final class Main {

    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.err.println("Fusebox " + Version.NUMBER);
        System.err.println("usage: java -javaagent:fusebox-agent.jar=fusebox.properties ...");
        System.exit(MISUSED);
    }
}
