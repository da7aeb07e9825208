package io.fusebox.it;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/** The blocks of class files in the agent's jar. */
final class Blocks {
    private Blocks() {}

    static List<String> names(String block) throws IOException {
        return new ArrayList<>(contents(block).keySet());
    }

    static byte[] content(String block, String name) throws IOException {
        return contents(block).get(name);
    }

    private static Map<String, byte[]> contents(String block) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile());
                DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry("fusebox/" + block)))) {
            if (block.equals("boot")) {
                in.readUTF();
            }
            byte[] rest = in.readAllBytes();
            DataInputStream classes = new DataInputStream(new ByteArrayInputStream(rest));
            while (classes.available() > 0) {
                String name = classes.readUTF();
                contents.put(name, classes.readNBytes(classes.readInt()));
            }
        }
        return contents;
    }
}
