package io.fusebox.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An installed JDK and its feature version. */
record Jdk(Path home, int feature) {

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** What {@code jcmd} says. */
    String jcmd(long pid, String command) throws IOException {
        Process jcmd = new ProcessBuilder(home.resolve("bin").resolve("jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
