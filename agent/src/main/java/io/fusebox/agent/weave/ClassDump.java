package io.fusebox.agent.weave;

import io.fusebox.agent.classfile.PerLoader;
import io.fusebox.agent.log.AgentLog;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes woven class files into a folder, for debuggers ({@code agent.dump-classes}). Loaded only if such a folder is set. After
 * the first failure it says so and writes no more. Safe for use by any thread.
 */
final class ClassDump {

    private final File folder;
    private final AgentLog log;

    /** The loaders by the order of their first woven class. */
    private final PerLoader<Integer> loaders = new PerLoader<>();

    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean failed;

    ClassDump(File folder, AgentLog log) {
        this.folder = folder;
        this.log = log;
    }

    /** Whether it still writes into that folder. */
    boolean writesTo(File other) {
        return !failed && folder.equals(other);
    }

    /** Writes a class file: the last of its name and loader stays. Throws nothing. */
    void write(@Nullable ClassLoader loader, String className, byte[] classFile) {
        if (failed) {
            return;
        }
        File file = new File(folderOf(loader), className.replace('.', File.separatorChar) + ".class");
        try {
            write(file, classFile);
        } catch (IOException | RuntimeException | Error fault) {
            fail(file, fault);
        }
    }

    private File folderOf(@Nullable ClassLoader loader) {
        Integer number = loaders.get(loader);
        if (number == null) {
            number = loaders.putIfAbsent(loader, count.incrementAndGet());
        }
        return number == 1 ? folder : new File(folder, "loader-" + number);
    }

    private static void write(File file, byte[] classFile) throws IOException {
        var unused = file.getParentFile().mkdirs();
        boolean done = false;
        try (OutputStream out = new FileOutputStream(file)) {
            out.write(classFile);
            done = true;
        } finally {
            if (!done) {
                // Half a class file is no use.
                unused = file.delete();
            }
        }
    }

    private synchronized void fail(File file, Throwable fault) {
        if (!failed) {
            failed = true;
            try {
                log.line("agent.dump-classes: " + file + " cannot be written (" + reason(file, fault)
                        + "); woven classes are no longer written");
            } catch (RuntimeException | Error silent) {
                // Nothing is left to say it with.
            }
        }
    }

    /** The JDK's message repeats the path. */
    private static String reason(File file, Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        String path = file.getPath() + " (";
        return message.startsWith(path) && message.endsWith(")")
                ? message.substring(path.length(), message.length() - 1)
                : message;
    }
}
