package io.fusebox.it;

import java.nio.file.Path;

/** An installed JDK and its feature version. */
record Jdk(Path home, int feature) {

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
