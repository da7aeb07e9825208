package io.fusebox.agent.classfile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that this process has open, as Linux tells. */
final class OpenFiles {
    private OpenFiles() {}

    static List<Path> ofThisProcess() throws IOException {
        List<Path> open = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path one : all) {
                if (Files.isRegularFile(one)) {
                    open.add(one.toRealPath());
                }
            }
        }
        return open;
    }
}
