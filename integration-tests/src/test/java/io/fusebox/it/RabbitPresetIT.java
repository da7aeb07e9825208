package io.fusebox.it;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The preset for RabbitMQ's client, against RabbitMQ. */
class RabbitPresetIT {
    @TempDir
    static Path folder;

    private static RabbitServer broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        broker = RabbitServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (broker != null) {
            broker.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OLDER", "NEWER"})
    void rabbitmq(ClientLibraries libraries) throws Exception {
        PresetProgram.RABBIT.run(libraries, directory, broker.port());
    }
}
