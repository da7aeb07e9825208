package io.fusebox.it;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that tries out a preset: {@code src/clients/java/com/acme/clients}. */
record PresetProgram(String preset, String name) {

    /** Those that bring along what they call. */
    static final List<PresetProgram> ALONE = List.of(
            new PresetProgram("jdk-http", "JdkHttp"),
            new PresetProgram("okhttp", "OkHttp"),
            new PresetProgram("apache-http-4", "Apache4"),
            new PresetProgram("apache-http-5", "Apache5"),
            new PresetProgram("spring-web", "Spring"),
            new PresetProgram("elasticsearch", "Elastic"),
            new PresetProgram("elasticsearch", "Elastic5"),
            new PresetProgram("grpc", "Grpc"),
            new PresetProgram("jdbc", "Jdbc"),
            new PresetProgram("datasource", "DataSources"),
            new PresetProgram("ldap", "Ldap"),
            new PresetProgram("jakarta-mail", "JavaMail"),
            new PresetProgram("jakarta-mail", "Mail"));

    static final PresetProgram JEDIS = new PresetProgram("jedis", "JedisClient");
    static final PresetProgram LETTUCE = new PresetProgram("lettuce", "Lettuce");
    static final PresetProgram KAFKA = new PresetProgram("kafka-producer", "KafkaClient");
    static final PresetProgram MONGO = new PresetProgram("mongodb", "Mongo");
    static final PresetProgram RABBIT = new PresetProgram("rabbitmq", "Rabbit");

    /** All of them. */
    static List<PresetProgram> all() {
        return Stream.concat(ALONE.stream(), Stream.of(JEDIS, LETTUCE, KAFKA, MONGO, RABBIT))
                .toList();
    }

    /** The versions of its library. */
    Stream<ClientLibraries> libraries() {
        return Stream.of(ClientLibraries.values()).filter(libraries -> libraries.have(name));
    }

    /** Runs it; each call must count as it says. */
    void run(ClientLibraries libraries, Path directory, String... arguments) throws Exception {
        libraries.run(directory, preset, name, arguments);
    }
}
