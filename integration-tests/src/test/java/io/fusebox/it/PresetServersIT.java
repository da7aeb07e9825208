package io.fusebox.it;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Presets whose clients talk to a real server: Redis, Kafka, and one that speaks MongoDB's protocol. */
class PresetServersIT {
    @TempDir
    static Path folder;

    private static ClientServers servers;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        servers = ClientServers.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            servers.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OLDER", "NEWER"})
    void jedis(ClientLibraries libraries) throws Exception {
        run(PresetProgram.JEDIS, libraries);
    }

    @ParameterizedTest
    @EnumSource(names = {"OLDER", "NEWER"})
    void lettuce(ClientLibraries libraries) throws Exception {
        run(PresetProgram.LETTUCE, libraries);
    }

    @ParameterizedTest
    @EnumSource(names = {"OLDER", "NEWER"})
    void kafkaProducer(ClientLibraries libraries) throws Exception {
        run(PresetProgram.KAFKA, libraries);
    }

    @ParameterizedTest
    @EnumSource(names = {"OLDER", "NEWER"})
    void mongodb(ClientLibraries libraries) throws Exception {
        run(PresetProgram.MONGO, libraries);
    }

    private void run(PresetProgram program, ClientLibraries libraries) throws Exception {
        program.run(libraries, directory, servers.arguments(program));
    }
}
