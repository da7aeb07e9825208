package io.fusebox.it;

import io.fusebox.it.program.Keeper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Ends the forked JVMs when the JVM of the tests is gone, however it went: {@link Keeper} sees it. */
final class Leash {

    private static final OutputStream PIDS = startKeeper();

    private Leash() {}

    /** From now on the process does not outlive this JVM. */
    static void hold(Process process) throws IOException {
        hold(process.pid());
    }

    /** The same for a process that another one started. */
    static void hold(long pid) throws IOException {
        synchronized (PIDS) {
            PIDS.write((pid + "\n").getBytes(StandardCharsets.US_ASCII));
            PIDS.flush();
        }
    }

    private static OutputStream startKeeper() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try {
            return new ProcessBuilder(java.toString(), "-cp", ForkedJvm.TEST_CLASSES, Keeper.class.getName())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
