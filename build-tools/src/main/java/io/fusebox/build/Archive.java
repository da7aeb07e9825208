package io.fusebox.build;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars: reads them, or folders in their place, and writes them so that the same content gives the same bytes. */
final class Archive {
    /** Of every entry: a jar must not depend on when it was built. */
    private static final LocalDateTime TIME = LocalDateTime.of(2025, 1, 1, 0, 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    Archive() {
        zip.setLevel(Deflater.BEST_COMPRESSION);
    }

    /** The files of a jar or of a folder, sorted by name; a name has {@code /} between its parts. */
    static SortedMap<String, byte[]> read(Path jarOrFolder) throws IOException {
        TreeMap<String, byte[]> content = new TreeMap<>();
        if (Files.isDirectory(jarOrFolder)) {
            for (Path file : filesBelow(jarOrFolder)) {
                String name = jarOrFolder.relativize(file).toString().replace(File.separatorChar, '/');
                content.put(name, Files.readAllBytes(file));
            }
            return content;
        }
        try (JarFile jar = new JarFile(jarOrFolder.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        content.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return content;
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    /** A jar with this content, in the order of the map. */
    static byte[] of(Map<String, byte[]> content) throws IOException {
        Archive archive = new Archive();
        for (Map.Entry<String, byte[]> entry : content.entrySet()) {
            archive.add(entry.getKey(), entry.getValue());
        }
        return archive.finish();
    }

    /** Adds an entry, compressed. */
    void add(String name, byte[] content) throws IOException {
        add(new ZipEntry(name), content);
    }

    /** Adds an entry as it is: for what is compressed already, and read in place. */
    void addStored(String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        add(entry, content);
    }

    private void add(ZipEntry entry, byte[] content) throws IOException {
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The bytes of the jar; nothing can be added any more. */
    byte[] finish() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }
}
