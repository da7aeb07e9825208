package io.fusebox.agent;

import io.fusebox.Mode;
import io.fusebox.Ticker;
import io.fusebox.agent.attach.AttachBoard;
import io.fusebox.agent.call.member.PerClass;
import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.log.StartBanner;
import io.fusebox.agent.log.TransitionLines;
import io.fusebox.agent.reload.ConfigFile;
import io.fusebox.agent.reload.ConfigWatch;
import io.fusebox.agent.reload.FileContent;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.EventThread;
import io.fusebox.internal.registry.Registry;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The attached agent as JMX and the commands see it: follows its configuration file, and detaches on demand. Safe for use by
 * any thread.
 */
final class RunningAgent implements AgentView, ConfigWatch.Watched, Runnable {
    /** How long a breaker that stays with the code may wait for the ends of woven calls. */
    private static final long MAX_WAIT_NANOS = 2_000_000_000L;

    private static final long STOP_MILLIS = 1000;

    /** What came of a request, in a sentence. */
    record Outcome(boolean done, String text) {}

    private final ConfigReader reader;
    private final ConfiguredBreakers guarding;
    private final Weaving weaving;
    private final Registry registry;
    private final AgentLog log;
    private final Instrumentation instrumentation;
    private final ConfigWatch watch;
    private final TransitionLines transitions;
    private final JmxSupport jmx;
    private final JfrSupport flight;
    /** Made for the first command. */
    private volatile @Nullable CommandSupport commands;

    /** What a command makes to have the channel opened. */
    private volatile @Nullable File ask;

    /** Made when one of them is first on. */
    private volatile @Nullable Exporters exporters;

    private volatile File file;
    private volatile FileContent content;
    private volatile Configuration configuration;
    private boolean gone;

    RunningAgent(
            File file,
            FileContent content,
            ConfigReader reader,
            Configuration configuration,
            ConfiguredBreakers guarding,
            Weaving weaving,
            Registry registry,
            AgentLog log,
            Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        this.file = file;
        this.content = content;
        this.reader = reader;
        this.configuration = configuration;
        this.guarding = guarding;
        this.weaving = weaving;
        this.registry = registry;
        this.log = log;
        this.watch = new ConfigWatch(this, Ticker.system());
        this.transitions = new TransitionLines(log, registry, Ticker.system());
        this.flight = new JfrSupport(this, registry);
        this.jmx = new JmxSupport(registry);
    }

    /** Begins to tell and to look; the rest of the agent is in place. */
    void begin() {
        registry.attach(this);
        registry.events().addListener(transitions);
        registry.events().addTicker(transitions);
        registry.events().addTicker(watch);
        registry.events().addTicker(this);
        jmx.begin();
        flight.begin();
        export(configuration.agent());
        // Loaded with the other classes of a start. The thread below would have to open the jar within the jar for it.
        Class<?> unused = AttachBoard.class;
        registry.events().execute(this);
    }

    private synchronized void show() {
        if (!gone) {
            File asked = ask;
            if (asked == null) {
                // A name of its own; the number of the process would load much.
                String name = ".fusebox-" + Long.toHexString(System.nanoTime()) + System.identityHashCode(this);
                asked = new File(System.getProperty("java.io.tmpdir", "/tmp"), name).getAbsoluteFile();
                ask = asked;
            }
            AttachBoard.show(file.getAbsolutePath(), jmx(), asked.getPath());
        }
    }

    /** What is guarded, in a line. */
    String summary() {
        return StartBanner.of(configuration);
    }

    @Override
    public String configFile() {
        return file.getPath();
    }

    @Override
    public List<String> configProblems() {
        List<String> lines = new ArrayList<>();
        for (Problem problem : configuration.problems()) {
            lines.add(problem.toString());
        }
        return lines;
    }

    @Override
    public List<String> guardedMethods() {
        return weaving.report().methods();
    }

    @Override
    public List<String> methodsOf(String breaker) {
        return weaving.report().methodsOf(breaker);
    }

    @Override
    public List<String> unmatchedMethods() {
        return weaving.unmatched();
    }

    @Override
    public String mode() {
        return guarding.mode().word();
    }

    @Override
    public void mode(String word) {
        guarding.mode(Mode.ofWord(word));
    }

    @Override
    public String jmx() {
        AgentOptions.Jmx jmx = configuration.agent().jmx();
        return jmx == AgentOptions.Jmx.OFF ? "off" : jmx == AgentOptions.Jmx.READ_ONLY ? "read-only" : "on";
    }

    @Override
    public long[] fleet() {
        Exporters made = exporters;
        return made == null ? AgentView.super.fleet() : made.fleet();
    }

    @Override
    public String orderFor(Breaker breaker) {
        Exporters made = exporters;
        return made == null ? "" : made.orderFor(breaker);
    }

    @Override
    public @Nullable Duration interval() {
        return configuration.agent().reloadInterval();
    }

    @Override
    public FileContent known() {
        return content;
    }

    @Override
    public FileContent look() {
        return FileContent.next(file);
    }

    @Override
    public String reload() {
        String told = follow().text();
        return told.substring(told.lastIndexOf('\n') + 1);
    }

    /** The result of the start: not done if the configuration has problems. */
    Outcome outcome() {
        return outcome(configuration, summary());
    }

    private static Outcome outcome(Configuration read, String told) {
        List<Problem> problems = read.problems();
        if (problems.isEmpty()) {
            return new Outcome(true, told);
        }
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            text.append(problem).append('\n');
        }
        return new Outcome(false, text.append(told).toString());
    }

    @Override
    public void follow(FileContent changed) {
        var unused = follow(file, changed);
    }

    /** Follows another file from now on, if it can be read; without a name reads the present one again. */
    Outcome follow(@Nullable String name) {
        File next = name == null ? file : new File(name);
        return follow(next, FileContent.asked(next));
    }

    /**
     * Makes a configuration the one in force. One that cannot be read changes nothing; of one with problems applies what
     * has none, and the rest stays as it was.
     */
    private synchronized Outcome follow(File from, FileContent next) {
        if (gone) {
            return new Outcome(false, "the agent has been detached");
        }
        Configuration read = next.read(reader, from);
        ConfigFile.tell(read, log);
        if (!read.isReadable()) {
            if (from.equals(file)) {
                content = next;
                configuration = configuration.withProblemsOf(read);
            }
            String told = "nothing changed: " + read.problems().get(0);
            log.line("reload: " + told);
            flight.configured(false, told);
            return new Outcome(false, told);
        }
        file = from;
        content = next;
        apply(read.after(configuration));
        String told = summary() + problems();
        log.line("reloaded: " + told);
        flight.configured(true, told);
        return outcome(configuration, told);
    }

    private void apply(Configuration next) {
        AgentOptions before = configuration.agent();
        configuration = next;
        log.follow(next.agent());
        registry.stackTraces(next.agent().stackTraces());
        export(next.agent());
        if (next.agent().mode() != before.mode()) {
            guarding.mode(next.agent().mode());
        }
        List<String> dropped = guarding.follow(next);
        weaving.dumpTo(next.agent().dumpClasses());
        weaving.change(guarding.guards(), guarding.annotatedClasses());
        guarding.drop(dropped);
        show();
    }

    /** Shows the metrics elsewhere as the options say, soon; nothing of it is loaded while it is off. */
    private void export(AgentOptions options) {
        Exporters made = exporters;
        boolean any = options.http() != null || options.micrometer() || options.fleet() != null;
        if (made == null && any) {
            made = new Exporters(instrumentation, registry, log, guarding);
            exporters = made;
        }
        if (made != null) {
            made.follow(options);
        }
    }

    private String problems() {
        int count = configuration.problems().size();
        return count == 0
                ? ""
                : "; " + count + (count == 1 ? " problem" : " problems") + ": what has one stays as it was";
    }

    /**
     * Goes: takes the woven code out of every class, the MBeans off and everything back that the agent brought, but bridge
     * and core, which no JVM can unload. Calls of woven methods that are under way end unseen, except at breakers that code
     * asked for and that stay: those wait for them a little.
     */
    synchronized String detach() {
        if (gone) {
            return "detached already";
        }
        gone = true;
        EventThread desk = registry.events();
        desk.removeTicker(watch);
        desk.removeTicker(this);
        int methods = weaving.report().size();
        List<Breaker> remaining = breakersOfCode();
        flight.end();
        CommandSupport open = commands;
        if (open != null) {
            open.end();
        }
        Exporters made = exporters;
        if (made != null) {
            made.end();
        }
        weaving.end();
        awaitCalls(remaining);
        Bridge.uninstall();
        guarding.unbind();
        PerClass.forgetAll();
        Bridge.firstSite(weaving.endOfSites());
        registry.detach();
        AttachBoard.clear();
        if (remaining.isEmpty()) {
            stop(desk);
        }
        jmx.end();
        desk.removeListener(transitions);
        desk.removeTicker(transitions);
        String told = "detached: " + methods + (methods == 1 ? " method is" : " methods are") + " as before";
        log.line(told);
        return told;
    }

    /** The first time shows this agent to commands. Then a regular look: opens the channel when a command asks for it. */
    @Override
    public void run() {
        if (ask == null) {
            show();
        }
        File asked = ask;
        if (commands == null && asked != null && asked.exists()) {
            openChannel();
        }
    }

    private synchronized void openChannel() {
        if (!gone) {
            commands = new CommandSupport(this, registry, log);
            commands.open();
        }
    }

    /** Every setting in force and where it comes from, a line each. */
    List<String> settings() {
        return SettingsInForce.of(configuration, guarding.definitions(), registry);
    }

    /** What becomes of the methods that a pattern means, a line each. */
    List<String> explain(MethodPattern pattern) {
        return weaving.explain(pattern);
    }

    /** Reads the configuration file again. */
    Outcome follow() {
        return follow(file, FileContent.asked(file));
    }

    private List<Breaker> breakersOfCode() {
        List<Breaker> all = new ArrayList<>();
        for (Breaker breaker : registry.all()) {
            if (breaker.isForCode()) {
                all.add(breaker);
            }
        }
        return all;
    }

    private static void awaitCalls(List<Breaker> breakers) {
        long begin = System.nanoTime();
        for (Breaker breaker : breakers) {
            while (breaker.metrics().activeCalls() > 0 && System.nanoTime() - begin < MAX_WAIT_NANOS) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private static void stop(EventThread desk) {
        try {
            desk.stop(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
