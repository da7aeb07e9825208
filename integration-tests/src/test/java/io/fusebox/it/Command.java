package io.fusebox.it;

import java.nio.file.Path;
import java.util.List;

/** A command of the shipped jar, run to its end in a JVM of its own. */
record Command(int exitCode, List<String> stdout, List<String> stderr) {

    static Command run(Jdk jdk, Path directory, String... arguments) throws Exception {
        return run(ForkedJvm.on(jdk).in(directory), arguments);
    }

    static Command run(ForkedJvm.Builder java, String... arguments) throws Exception {
        try (ForkedJvm jvm = java.runAgentJar(arguments)) {
            int exitCode = jvm.awaitExit();
            return new Command(exitCode, jvm.stdout(), jvm.stderr());
        }
    }

    /** The one line of stdout of a command that did what it should. */
    String answer() {
        if (exitCode != 0 || stdout.size() != 1 || !stderr.isEmpty()) {
            throw new AssertionError(this);
        }
        return stdout.get(0);
    }

    /** The one line of stderr of a command that could not do what it should. */
    String complaint() {
        if (exitCode != 1 || !stdout.isEmpty() || stderr.size() != 1) {
            throw new AssertionError(this);
        }
        return stderr.get(0);
    }
}
