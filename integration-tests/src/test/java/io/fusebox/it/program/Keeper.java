package io.fusebox.it.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads process ids from stdin and kills them all when stdin ends, because its parent is gone. */
public final class Keeper {

    private Keeper() {}

    public static void main(String[] arguments) throws IOException {
        // A handle knows when its process started, so that a reused process id is not killed.
        List<ProcessHandle> held = new ArrayList<>();
        try (BufferedReader pids = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String pid = pids.readLine(); pid != null; pid = pids.readLine()) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(held::add);
            }
        } finally {
            held.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
