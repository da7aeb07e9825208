package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Interfaces that libraries implement by proxies of the JDK: the log says what to write, and what it says works. */
class ProxiedInterfacesIT {

    private static final Pattern ADVICE = Pattern.compile("; write (\\S+) to guard ");

    @TempDir
    Path directory;

    static Stream<Arguments> libraries() {
        return Jdks.all()
                .flatMap(jdk -> Stream.of(
                        Arguments.of(jdk, "Feign", List.of("feign"), "proxied-feign", "FeignUser"),
                        Arguments.of(jdk, "MyBatis", List.of("mybatis"), "proxied-mybatis", "MyBatisUser"),
                        Arguments.of(
                                jdk, "Spring Data", List.of("boot", "hibernate", "data"), "proxied-data", "DataUser")));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void areToldWithWhatGuardsTheirCalls(Jdk jdk, String library, List<String> beds, String program, String main)
            throws Exception {
        List<Path> classPath = new ArrayList<>();
        for (String bed : beds) {
            classPath.addAll(Bed.jars(bed));
        }
        classPath.add(Bed.compile(directory.resolve("classes"), classPath, "host", program));
        String type = "com.acme.proxied." + main + "$Orders";
        String advice = null;
        for (String pattern : List.of(type + "+#*", type + "#find*")) {
            try (ForkedJvm jvm = start(jdk, pattern, classPath, main)) {
                assertThat(jvm.ask("here")).isEqualTo("order");
                String begin = "orders: " + pattern + ": " + type + " is implemented by proxies of " + library;
                jvm.awaitStderr(line -> line.startsWith("[fusebox] not guarded: " + begin));
                try (Management management = Management.of(jvm)) {
                    String told = management.unmatched().stream()
                            .filter(line -> line.startsWith(begin))
                            .findFirst()
                            .orElseThrow();
                    Matcher write = ADVICE.matcher(told);
                    assertThat(write.find()).isTrue();
                    advice = write.group(1);
                }
            }
        }
        follow(jdk, advice, classPath, main);
    }

    private void follow(Jdk jdk, String advice, List<Path> classPath, String main) throws Exception {
        try (ForkedJvm jvm = start(jdk, advice, classPath, main);
                Management management = Management.of(jvm)) {
            long before = management.count("orders", "TotalSuccessCount");
            assertThat(jvm.ask("here")).isEqualTo("order");
            assertThat(jvm.ask("here query")).isEqualTo("order");
            assertThat(management.count("orders", "TotalSuccessCount")).isEqualTo(before + 2);
            assertThat(jvm.ask("away")).isNotEqualTo("order").doesNotContain("fusebox");
            assertThat(jvm.ask("away query")).isNotEqualTo("order").doesNotContain("fusebox");
            assertThat(management.count("orders", "TotalErrorCount")).isEqualTo(2);
            assertThat(management.state("orders")).isEqualTo("OPEN");
            assertThat(jvm.ask("here")).isEqualTo("io.fusebox.CircuitOpenException");
            assertThat(management.unmatched()).isEmpty();
            management.assertNoFault();
        }
    }

    private ForkedJvm start(Jdk jdk, String pattern, List<Path> classPath, String main) throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), """
                breaker.orders.methods = %s
                breaker.orders.error-threshold = 2
                """.formatted(pattern));
        ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .launch("-cp", Bed.path(classPath), "com.acme.proxied." + main);
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }
}
