package io.fusebox.it;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Presets with the real libraries: answers, errors, a service that hangs, resets or refuses, one sick host beside a healthy one,
 * recovery, and for each line of a preset what shows when it is missing.
 */
class PresetsIT {
    @TempDir
    Path directory;

    static Stream<Arguments> clients() {
        return Stream.of(
                        arguments("jdk-http", "JdkHttp"),
                        arguments("okhttp", "OkHttp"),
                        arguments("apache-http-4", "Apache4"),
                        arguments("apache-http-5", "Apache5"),
                        arguments("spring-web", "Spring"),
                        arguments("elasticsearch", "Elastic"),
                        arguments("elasticsearch", "Elastic5"),
                        arguments("grpc", "Grpc"),
                        arguments("jdbc", "Jdbc"),
                        arguments("datasource", "DataSources"),
                        arguments("ldap", "Ldap"),
                        arguments("jakarta-mail", "JavaMail"),
                        arguments("jakarta-mail", "Mail"))
                .flatMap(client -> Stream.of(ClientLibraries.values())
                        .filter(libraries -> libraries.have((String) client.get()[1]))
                        .map(libraries -> arguments(client.get()[0], client.get()[1], libraries)));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("clients")
    void eachCallCountsOnceAndAsWhatItIs(String preset, String program, ClientLibraries libraries) throws Exception {
        libraries.run(directory, preset, program);
    }
}
