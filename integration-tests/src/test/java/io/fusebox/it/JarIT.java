package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the shipped jar. */
class JarIT {

    private static final int JAVA_8 = 52;

    @Test
    void showsScannersNothingButTheEntryPoints() throws IOException {
        try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
            // The tab of JConsole is loaded from the class path, with the one class that it shares with the agent.
            List<String> classes = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("io/fusebox/agent/jconsole/"))
                    .toList();
            assertThat(classes)
                    .containsExactly(
                            "io/fusebox/agent/launch/AgentEntry.class",
                            "io/fusebox/agent/launch/AgentJar.class",
                            "io/fusebox/agent/launch/AgentLoader.class",
                            "io/fusebox/agent/launch/JarBytes$Entry.class",
                            "io/fusebox/agent/launch/JarBytes.class",
                            "io/fusebox/agent/launch/KeptEntries.class",
                            "io/fusebox/agent/launch/Premain.class",
                            "io/fusebox/agent/text/TerminalText.class");
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.contains("net/bytebuddy") || name.contains("fasterxml"));
        }
    }

    @Test
    void hasFewEntriesForTheJvmReadsThemAllAtEveryStart() throws IOException {
        try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
            assertThat(jar.size()).isLessThan(60);
        }
    }

    @Test
    void carriesTheLicencesOfWhatItContains() throws IOException {
        try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains(
                            "META-INF/LICENSE",
                            "META-INF/licenses/byte-buddy/LICENSE",
                            "META-INF/licenses/byte-buddy/NOTICE",
                            "META-INF/licenses/jackson-core/LICENSE",
                            "META-INF/licenses/jackson-core/FastDoubleParser-LICENSE");
        }
    }

    /** Every class of the agent and its libraries has its name in the class file of another one, or is an entry point. */
    @Test
    void hasNoClassThatNothingLeadsTo() throws IOException {
        Map<String, String> constants = new HashMap<>();
        Set<String> unreachable = new TreeSet<>();
        try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile());
                ZipInputStream inner = new ZipInputStream(jar.getInputStream(jar.getEntry("fusebox/agent.jar")))) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    constants.put(entry.getName(), text(jar.getInputStream(entry)));
                }
            }
            for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                if (entry.getName().endsWith(".classdata")) {
                    constants.put(entry.getName(), text(inner));
                    if (entry.getName().startsWith("agent/")) {
                        unreachable.add(entry.getName());
                    }
                }
            }
        }
        List<String> waiting = new ArrayList<>(constants.keySet());
        waiting.removeAll(unreachable);
        Pattern name = Pattern.compile("io[./]fusebox[./][\\w./$]+");
        while (!waiting.isEmpty()) {
            Matcher found = name.matcher(constants.get(waiting.remove(waiting.size() - 1)));
            while (found.find()) {
                String entry = "agent/" + found.group().replace('.', '/') + ".classdata";
                if (unreachable.remove(entry)) {
                    waiting.add(entry);
                }
            }
        }
        assertThat(constants).hasSizeGreaterThan(2_000);
        assertThat(unreachable).isEmpty();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** A program on the module path can name them in its {@code module-info}. */
    @Test
    void bothJarsHaveTheNameOfAModule() {
        ModuleDescriptor agent = moduleOf(ForkedJvm.AGENT);
        assertThat(agent.name()).isEqualTo("io.fusebox.agent");
        ModuleDescriptor core = moduleOf(Bed.jar("core", "fusebox-core"));
        assertThat(core.name()).isEqualTo("io.fusebox");
        assertThat(core.packages()).contains("io.fusebox");
    }

    private static ModuleDescriptor moduleOf(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }

    @Test
    void isAtMostFiveMegabytes() throws IOException {
        assertThat(Files.size(ForkedJvm.AGENT)).isLessThan(7_000_000);
    }

    @Test
    void entryPointIsForJava8() throws IOException {
        try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile());
                DataInputStream premain = new DataInputStream(
                        jar.getInputStream(jar.getEntry("io/fusebox/agent/launch/Premain.class")))) {
            assertThat(premain.readInt()).isEqualTo(0xcafebabe);
            premain.readUnsignedShort();
            assertThat(premain.readUnsignedShort()).isEqualTo(JAVA_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.8, true", "9, true", "11, true", "16, true", "17, false", "25, false"})
    void entryPointKnowsWhichJavaIsTooOld(String version, boolean tooOld) throws Exception {
        URL[] jar = {ForkedJvm.AGENT.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(jar, null)) {
            Method isTooOld =
                    loader.loadClass("io.fusebox.agent.launch.Premain").getDeclaredMethod("isTooOld", String.class);
            isTooOld.setAccessible(true);
            assertThat(isTooOld.invoke(null, version)).isEqualTo(tooOld);
        }
    }
}
