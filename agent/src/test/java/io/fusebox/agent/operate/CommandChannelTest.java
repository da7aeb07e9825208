package io.fusebox.agent.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Ticker;
import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent's end and a command's end of the channel, in one JVM. */
@Timeout(30)
class CommandChannelTest {
    private static final String PID = Long.toString(ProcessHandle.current().pid());

    private final Registry registry = new Registry(Ticker.system());
    private String jmx = "on";
    private CommandChannel channel;

    @BeforeEach
    void open() throws IOException {
        registry.breaker("payments", CircuitBreakerSettings.defaults());
        OperatedAgent agent = new OperatedAgent() {
            @Override
            public List<String> explain(String pattern) {
                return List.of(pattern + ": no pattern names it");
            }

            @Override
            public List<String> settings() {
                return List.of("agent.log = off  (default)");
            }

            @Override
            public String follow() throws RequestFailed {
                throw new RequestFailed("nothing changed: no such file");
            }
        };
        channel = CommandChannel.open(new Requests(registry, view(), agent));
    }

    @AfterEach
    void close() {
        channel.close();
    }

    @Test
    void answersOneRequestAfterTheOther() throws Exception {
        try (ChannelClient client = ChannelClient.connect(PID, channel.address())) {
            assertThat(client.ask(Request.TABLE)).hasSize(2);
            assertThat(client.ask(Request.MOVE, "open", "payments", "60"))
                    .singleElement()
                    .asString()
                    .startsWith("payments is now OPEN");
            assertThat(client.ask(Request.TABLE).get(1)).contains("payments  OPEN");
            assertThat(client.ask(Request.SNAPSHOT).get(0)).startsWith("{\"fusebox\":");
            assertThat(client.ask(Request.EVENTS)).singleElement().asString().contains("CLOSED -> OPEN");
            assertThat(client.ask(Request.CONFIG)).containsExactly("agent.log = off  (default)");
            assertThatThrownBy(() -> client.ask(Request.RELOAD))
                    .isInstanceOf(RequestFailed.class)
                    .hasMessage("nothing changed: no such file");
            assertThat(client.ask(Request.NOTES)).as("goes on after a failure").isEmpty();
        }
    }

    @Test
    void movesNothingWhereJmxIsReadOnly() throws Exception {
        jmx = "read-only";
        try (ChannelClient client = ChannelClient.connect(PID, channel.address())) {
            assertThatThrownBy(() -> client.ask(Request.MOVE, "open", "payments", ""))
                    .hasMessageContaining("agent.jmx = read-only");
        }
    }

    @Test
    void onlyItsOwnerMayEnterTheFolderWhichGoesWithIt() throws Exception {
        Path folder = Path.of(channel.address()).getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        channel.close();
        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> ChannelClient.connect(PID, channel.address())).isInstanceOf(IOException.class);
    }

    private AgentView view() {
        return (AgentView) Proxy.newProxyInstance(
                AgentView.class.getClassLoader(),
                new Class<?>[] {AgentView.class},
                (proxy, method, arguments) -> method.getReturnType() == List.class
                        ? List.of()
                        : method.getName().equals("jmx") ? jmx : "");
    }
}
