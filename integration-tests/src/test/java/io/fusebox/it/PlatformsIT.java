package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same shop on every platform: one method guarded, opened by a failure, read over JMX. */
class PlatformsIT {

    static final String GUARDED = """
            breaker.payments.methods = com.acme.shop.PaymentClient#charge
            breaker.payments.error-threshold = 1
            breaker.payments.reset-timeout = 10m
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void classPath(Jdk jdk) throws Exception {
        Path classes = Bed.compile(directory.resolve("classes"), List.of(), "shop", "host");
        guardsOpensAndShows(jdk, "-cp", classes.toString(), "com.acme.host.Direct");
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void modulePath(Jdk jdk) throws Exception {
        Path shop = directory.resolve("module-shop");
        Path host = directory.resolve("module-host");
        Bed.compile(shop, List.of(), "17", sources("shop", "module com.acme.shop { exports com.acme.shop; }"));
        Bed.compile(host, List.of(), "17", sources("host", "module com.acme.host { requires java.net.http; }"));
        guardsOpensAndShows(
                jdk,
                "-p",
                Bed.path(List.of(shop, host)),
                "--add-modules",
                "com.acme.shop",
                "-m",
                "com.acme.host/com.acme.host.Direct");
    }

    /** The sources of a folder and a module declaration for them. */
    private List<Path> sources(String folder, String module) throws IOException {
        Path declaration =
                Files.createDirectories(directory.resolve("declares-" + folder)).resolve("module-info.java");
        Files.writeString(declaration, module);
        try (Stream<Path> files = Files.walk(Bed.source(folder))) {
            List<Path> sources = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
            sources.add(declaration);
            return sources;
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aLoaderThatDelegatesNothingButJava(Jdk jdk) throws Exception {
        Path shop = Bed.compile(directory.resolve("shop"), List.of(), "shop");
        Path host = Bed.compile(directory.resolve("host"), List.of(), "host");
        guardsOpensAndShows(jdk, "-cp", host.toString(), "com.acme.host.JavaOnly", shop.toString());
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void felix(Jdk jdk) throws Exception {
        osgi(jdk, "felix");
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void equinox(Jdk jdk) throws Exception {
        osgi(jdk, "equinox");
    }

    private void osgi(Jdk jdk, String framework) throws Exception {
        Path shop = Bed.compile(directory.resolve("shop"), List.of(), "shop");
        Path bundle = Bed.jar(
                directory.resolve("shop.jar"),
                shop,
                "Bundle-ManifestVersion: 2",
                "Bundle-SymbolicName: com.acme.shop",
                "Bundle-Version: 1.0.0");
        List<Path> jars = Bed.jars(framework);
        Path host = Bed.compile(directory.resolve("host"), jars, "host", "osgi");
        List<Path> classPath = new ArrayList<>(jars);
        classPath.add(host);
        guardsOpensAndShows(
                jdk,
                "-cp",
                Bed.path(classPath),
                "com.acme.host.Osgi",
                bundle.toString(),
                directory.resolve("storage").toString());
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void jbossModules(Jdk jdk) throws Exception {
        Path module = Files.createDirectories(directory.resolve("modules/com/acme/shop/main"));
        Bed.jar(module.resolve("shop.jar"), Bed.compile(directory.resolve("classes"), List.of(), "shop", "host"));
        Files.writeString(module.resolve("module.xml"), """
                <module xmlns="urn:jboss:module:1.9" name="com.acme.shop">
                  <resources><resource-root path="shop.jar"/></resources>
                  <main-class name="com.acme.host.Direct"/>
                </module>
                """);
        guardsOpensAndShows(
                jdk,
                "-jar",
                Bed.jar("jboss-modules", "jboss-modules").toString(),
                "-mp",
                directory.resolve("modules").toString(),
                "com.acme.shop");
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void jetty(Jdk jdk) throws Exception {
        Path war = war(directory, "jetty");
        Path host = Bed.compile(directory.resolve("host"), Bed.jars("jetty"), "host", "jetty");
        List<Path> classPath = new ArrayList<>(Bed.jars("jetty"));
        classPath.add(host);
        guardsOpensAndShows(jdk, "-cp", Bed.path(classPath), "com.acme.host.JettyHost", war.toString());
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void springBootExecutableJar(Jdk jdk) throws Exception {
        Path classes = Bed.compile(directory.resolve("classes"), Bed.jars("boot"), "shop", "host", "boot");
        Path loader = Bed.jar("boot-loader", "spring-boot-loader");
        Path jar = directory.resolve("shop.jar");
        try (FileSystem zip = Bed.create(jar);
                FileSystem launcher = java.nio.file.FileSystems.newFileSystem(loader)) {
            Bed.copy(launcher.getPath("/org"), zip.getPath("/org"));
            Bed.copy(classes, zip.getPath("/BOOT-INF/classes"));
            Path libraries = Files.createDirectories(zip.getPath("/BOOT-INF/lib"));
            for (Path library : Bed.jars("boot")) {
                Files.copy(library, libraries.resolve(library.getFileName().toString()));
            }
            Files.writeString(Files.createDirectories(zip.getPath("/META-INF")).resolve("MANIFEST.MF"), """
                    Manifest-Version: 1.0
                    Main-Class: org.springframework.boot.loader.launch.JarLauncher
                    Start-Class: com.acme.boot.BootShop
                    Spring-Boot-Classes: BOOT-INF/classes/
                    Spring-Boot-Lib: BOOT-INF/lib/
                    """);
        }
        guardsOpensAndShows(jdk, "-jar", jar.toString());
    }

    /** The shop as an unpacked web application, compiled against the servlet API of the platform. */
    static Path war(Path directory, String bed) throws IOException {
        Path war = directory.resolve("war");
        Bed.compile(war.resolve("WEB-INF/classes"), Bed.jars(bed), "shop", "war");
        Files.writeString(war.resolve("WEB-INF/web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <servlet>
                    <servlet-name>shop</servlet-name>
                    <servlet-class>com.acme.war.ShopServlet</servlet-class>
                  </servlet>
                  <servlet-mapping><servlet-name>shop</servlet-name><url-pattern>/pay</url-pattern></servlet-mapping>
                </web-app>
                """);
        return war;
    }

    private void guardsOpensAndShows(Jdk jdk, String... command) throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), GUARDED);
        try (ForkedJvm jvm =
                ForkedJvm.on(jdk).in(directory).withAgent("fusebox.properties").launch(command)) {
            jvm.awaitStdout("ready"::equals);
            guardsOpensAndShows(jvm);
        }
    }

    /** One good call, one that fails and opens the breaker, one that is rejected; seen from inside and over JMX. */
    static void guardsOpensAndShows(ForkedJvm jvm) throws Exception {
        assertThat(jvm.ask("10")).isEqualTo("charged 10");
        assertThat(jvm.ask("fail")).isEqualTo("java.io.IOException: Connection refused");
        assertThat(jvm.ask("20"))
                .startsWith("io.fusebox.CircuitOpenException: Circuit breaker 'payments' is OPEN: call not permitted");
        try (Management management = Management.of(jvm)) {
            showsOpen(management);
            management.operate("payments", "transitionToClosed");
            assertThat(jvm.ask("30")).isEqualTo("charged 30");
            management.assertNoFault();
        }
    }

    /** After one good call, one that failed and opened the breaker, and one that was rejected. */
    static void showsOpen(Management management) throws Exception {
        assertThat(management.state("payments")).isEqualTo("OPEN");
        assertThat(management.count("payments", "TotalSuccessCount")).isEqualTo(1);
        assertThat(management.count("payments", "TotalErrorCount")).isEqualTo(1);
        assertThat(management.count("payments", "TotalRejectedCount")).isEqualTo(1);
        assertThat(management.methods("payments"))
                .containsExactly("com.acme.shop.PaymentClient#charge(java.lang.String)");
        assertThat(management.unmatched()).isEmpty();
    }
}
