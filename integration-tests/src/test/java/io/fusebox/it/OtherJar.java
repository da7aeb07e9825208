package io.fusebox.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars that differ from the shipped one. */
final class OtherJar {
    private static final String VERSION = "1.0.0";

    private OtherJar() {}

    /** The shipped jar as another version would be: every class names that one. */
    static Path ofVersion(String version, Path directory) throws IOException {
        if (version.length() != VERSION.length()) {
            throw new IllegalArgumentException(version);
        }
        return copy(directory.resolve("fusebox-" + version + ".jar"), "classdata", VERSION, version);
    }

    /** The shipped jar as it would be if its core offered something else. */
    static Path ofAnotherShape(Path directory) throws IOException {
        return copy(directory.resolve("fusebox-other.jar"), "boot/shape", "", "other-");
    }

    /** An agent whose classes are on the class path of the programs. */
    static Path witness(Path directory) throws IOException {
        Path jar = directory.resolve("witness.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", "com.acme.ClassBytes");
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }

    /** The same entries in the same order, those that end so with a text replaced. */
    private static Path copy(Path target, String end, String text, String replacement) throws IOException {
        try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(end)) {
                    String content = new String(bytes, StandardCharsets.ISO_8859_1);
                    content = text.isEmpty() ? replacement + content : content.replace(text, replacement);
                    bytes = content.getBytes(StandardCharsets.ISO_8859_1);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
                out.closeEntry();
            }
        }
        return target;
    }
}
