package io.fusebox.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
        return copy(directory.resolve("fusebox-" + version + ".jar"), (name, bytes) -> {
            if (!name.equals("fusebox/agent.jar")) {
                return name.startsWith("fusebox/") ? replaced(bytes, version) : bytes;
            }
            ByteArrayOutputStream inner = new ByteArrayOutputStream();
            copy(
                    new ByteArrayInputStream(bytes),
                    inner,
                    (innerName, innerBytes) ->
                            innerName.endsWith("classdata") ? replaced(innerBytes, version) : innerBytes);
            return inner.toByteArray();
        });
    }

    /** The text of a preset in the shipped jar. */
    static String preset(String preset) throws IOException {
        byte[] inner = entry(Files.newInputStream(ForkedJvm.AGENT), "fusebox/agent.jar");
        return new String(
                entry(new ByteArrayInputStream(inner), "preset/" + preset + ".properties"), StandardCharsets.UTF_8);
    }

    /** The first entry of a jar whose name ends so. */
    private static byte[] entry(InputStream jar, String end) throws IOException {
        try (ZipInputStream in = new ZipInputStream(jar)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(end)) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IllegalStateException("no entry " + end);
    }

    /** The shipped jar with another text for a preset. */
    static Path withPreset(String preset, String text, Path jar) throws IOException {
        return copy(jar, (name, bytes) -> {
            if (!name.equals("fusebox/agent.jar")) {
                return bytes;
            }
            ByteArrayOutputStream inner = new ByteArrayOutputStream();
            copy(
                    new ByteArrayInputStream(bytes),
                    inner,
                    (innerName, innerBytes) -> innerName.endsWith("preset/" + preset + ".properties")
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : innerBytes);
            return inner.toByteArray();
        });
    }

    /** The shipped jar as it would be if its core offered something else. */
    static Path ofAnotherShape(Path directory) throws IOException {
        return copy(directory.resolve("fusebox-other.jar"), (name, bytes) -> {
            if (name.equals("fusebox/boot")) {
                // The first character of a text, after its length.
                bytes[2] = (byte) (bytes[2] == 'x' ? 'y' : 'x');
            }
            return bytes;
        });
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

    /** An agent of one class. */
    static Path agent(Path directory, Class<?> agent) throws IOException {
        Path jar = directory.resolve(agent.getSimpleName() + ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", agent.getName());
        String entry = agent.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(Files.readAllBytes(Path.of(ForkedJvm.TEST_CLASSES, entry)));
        }
        return jar;
    }

    /** The same entries in the same order, changed. */
    private static Path copy(Path target, Change change) throws IOException {
        try (InputStream in = Files.newInputStream(ForkedJvm.AGENT);
                OutputStream out = Files.newOutputStream(target)) {
            copy(in, out, change);
        }
        return target;
    }

    private static byte[] replaced(byte[] bytes, String version) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(VERSION, version)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private interface Change {
        byte[] changed(String name, byte[] bytes) throws IOException;
    }

    private static void copy(InputStream from, OutputStream to, Change change) throws IOException {
        ZipInputStream in = new ZipInputStream(from);
        ZipOutputStream out = new ZipOutputStream(to);
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            byte[] bytes = change.changed(entry.getName(), in.readAllBytes());
            ZipEntry copy = new ZipEntry(entry.getName());
            if (entry.getMethod() == ZipEntry.STORED) {
                CRC32 crc = new CRC32();
                crc.update(bytes);
                copy.setMethod(ZipEntry.STORED);
                copy.setSize(bytes.length);
                copy.setCrc(crc.getValue());
            }
            out.putNextEntry(copy);
            out.write(bytes);
            out.closeEntry();
        }
        out.finish();
    }
}
