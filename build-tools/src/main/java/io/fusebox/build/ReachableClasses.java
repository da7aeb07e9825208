package io.fusebox.build;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which classes others lead to: by an instruction, a type or an annotation, or by a string that is a class's name. Whoever looks
 * for a class at run time has its name from somewhere, so nothing that is needed is missed.
 */
final class ReachableClasses {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<:>]+)[;<]");
    /** Bytes of a class file before the size of its constant pool. */
    private static final int BEFORE_POOL = 8;

    private final Map<String, byte[]> classFiles;
    private final Set<String> reached = new HashSet<>();
    private final Deque<String> waiting = new ArrayDeque<>();

    private ReachableClasses(Map<String, byte[]> classFiles) {
        this.classFiles = classFiles;
    }

    /**
     * The classes that can be reached, the roots among them.
     *
     * @param classFiles by internal names
     * @param roots internal names
     */
    static Set<String> from(Collection<String> roots, Map<String, byte[]> classFiles) throws IOException {
        ReachableClasses classes = new ReachableClasses(classFiles);
        roots.forEach(classes::reach);
        while (!classes.waiting.isEmpty()) {
            classes.follow(Objects.requireNonNull(classFiles.get(classes.waiting.remove())));
        }
        return classes.reached;
    }

    private void reach(String name) {
        if (classFiles.containsKey(name) && reached.add(name)) {
            waiting.add(name);
        }
    }

    /** Every name in a class file stands in its constant pool. */
    private void follow(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(BEFORE_POOL);
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> reachAll(in.readUTF());
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                default -> throw new IOException("no such constant: " + tag);
            }
        }
    }

    private void reachAll(String text) {
        reach(text.replace('.', '/'));
        for (Matcher type = IN_DESCRIPTOR.matcher(text); type.find(); ) {
            reach(type.group(1));
        }
    }
}
