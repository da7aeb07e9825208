package io.fusebox.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fusebox.agent.config.address.FleetOptions;
import io.fusebox.agent.config.address.FleetValues;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.view.RegistryReader;
import io.fusebox.agent.view.ViewJson;
import io.fusebox.fleet.FleetHost;
import io.fusebox.fleet.FleetMember;
import io.fusebox.fleet.Order;
import io.fusebox.fleet.redis.FleetKeys;
import io.fusebox.fleet.redis.RedisConnection;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * This JVM's place in a fleet, while {@code fleet.url} is set; neither this class nor the module {@code fleet} is loaded before.
 * Safe for use by any thread.
 */
final class FleetSupport implements FleetHost {
    private final String joined = Instant.now().toString();

    private final Registry registry;
    private final AgentLog log;
    private final ConfiguredBreakers guarding;
    private final long pid = ProcessHandle.current().pid();
    private @Nullable String host;

    /** Made when the figures are defined, which the start does not wait for. */
    private @Nullable RegistryReader reader;

    private @Nullable FleetOptions options;
    private volatile @Nullable FleetMember member;

    FleetSupport(Registry registry, AgentLog log, ConfiguredBreakers guarding) {
        this.registry = registry;
        this.log = log;
        this.guarding = guarding;
    }

    /** Joins the fleet that the options name, and leaves the one that they no longer name; null: none. Does not wait for Redis. */
    synchronized void follow(@Nullable FleetOptions next) {
        if (next == null ? options == null : next.equals(options)) {
            return;
        }
        FleetMember known = member;
        member = null;
        options = next;
        if (known != null) {
            known.leave();
        }
        if (next != null) {
            File file = next.passwordFile();
            RedisConnection redis = new RedisConnection(
                    next.redis(), () -> file == null ? null : password(file), FleetMember.TIMEOUT_MILLIS);
            member = new FleetMember(registry, this, redis, new FleetKeys(nameOf(next)), next.quorum() / 100);
            member.join();
        }
    }

    private static String password(File file) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new IOException("fleet.password-file = " + file + " cannot be read", e);
        }
    }

    /** The main class or the jar, without its folder. */
    static String ownName() {
        String command = System.getProperty("sun.java.command", "");
        int blank = command.indexOf(' ');
        String main = blank < 0 ? command : command.substring(0, blank);
        String name =
                FleetValues.plainName(main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1));
        return name == null ? "java" : name;
    }

    /** Whether Redis answers (1, else 0), how many JVMs there are, and how many breakers here an order forces. */
    long[] figures() {
        FleetMember now = member;
        return now == null ? new long[0] : new long[] {now.isUp() ? 1 : 0, now.members(), now.orders()};
    }

    /** The order that is in force for a breaker, in a sentence with the command that takes it back; empty if there is none. */
    synchronized String orderFor(Breaker breaker) {
        FleetMember now = member;
        FleetOptions known = options;
        Order order = now == null ? null : now.orderFor(breaker);
        if (order == null || known == null) {
            return "";
        }
        File file = known.passwordFile();
        return "But the fleet's order stands, and is in force again at the next poll: " + order.text()
                + ". To take it back: java -jar fusebox-agent.jar fleet auto " + known.redis() + ' '
                + shellWord(order.breaker()) + " --name " + nameOf(known)
                + (file == null ? "" : " --password-file " + shellWord(file.getPath()));
    }

    /** A text as a shell takes it for one word. */
    private static String shellWord(String text) {
        return text.matches("[A-Za-z0-9._/:@-]+") ? text : '\'' + text.replace("'", "'\\''") + '\'';
    }

    private static String nameOf(FleetOptions options) {
        String name = options.name();
        return name == null ? ownName() : name;
    }

    @Override
    public String snapshot() throws IOException {
        RegistryReader made = reader;
        if (made == null) {
            BootClasses.defineFigures();
            made = new RegistryReader(registry);
            reader = made;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = ViewJson.generator(bytes)) {
            json.writeStartObject();
            json.writeStringField("now", Instant.now().toString());
            json.writeStringField("host", host());
            json.writeNumberField("pid", pid);
            json.writeStringField("jvm", ownName());
            json.writeStringField("start", joined);
            ViewJson.fields(made.read(), json);
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String host() {
        String known = host;
        if (known == null) {
            try {
                known = InetAddress.getLocalHost().getHostName();
            } catch (IOException | RuntimeException unnamed) {
                known = "localhost";
            }
            host = known;
        }
        return known;
    }

    @Override
    public String sharing(String breaker) {
        return guarding.sharing(breaker);
    }

    @Override
    public void takenBack(Breaker breaker) {
        guarding.forceAgain(breaker);
    }

    @Override
    public void line(String text) {
        log.line(text);
    }

    @Override
    public void fault(Throwable fault) {
        registry.faults().report("the fleet's thread", fault);
    }
}
