package io.fusebox.build;

import static io.fusebox.build.AgentPacker.CLASS_DATA;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The blocks with bridge and core, for the bootstrap loader. {@code boot} is for the start. {@code boot-jmx} has the MBeans,
 * whose supertypes in {@code javax.management} the start must not load; {@code boot-figures} has what shows and steers
 * breakers.
 */
final class BootBlocks {
    private static final String BRIDGE = "java/lang/FuseboxBridge";
    private static final String CORE = "core/";
    private static final String JMX = "io/fusebox/internal/jmx/";
    private static final String OUT_OF_LINE = "io/fusebox/internal/jdk/OutOfLine";

    private static final List<String> FIGURES = List.of(
            "io/fusebox/internal/figures/",
            "io/fusebox/internal/registry/OperatorMove",
            "io/fusebox/internal/engine/FleetMoves");

    private final Map<String, byte[]> inner;
    private final CoreClasses classes;
    private final List<String> boot = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private final List<String> jmx = new ArrayList<>();

    /**
     * @param inner the entries of the inner jar
     * @param agent the class files of the agent, for the entry points
     */
    BootBlocks(Map<String, byte[]> inner, Map<String, byte[]> agent) {
        this.inner = inner;
        Map<String, byte[]> classFiles = new HashMap<>();
        for (String entry : AgentPacker.ENTRY_POINTS) {
            classFiles.put(entry.substring(0, entry.lastIndexOf('.')), Objects.requireNonNull(agent.get(entry), entry));
        }
        for (Map.Entry<String, byte[]> entry : inner.entrySet()) {
            if (entry.getKey().startsWith(CORE)) {
                String name =
                        entry.getKey().substring(CORE.length(), entry.getKey().lastIndexOf('.'));
                // The JDK's own annotation stands in its place, see ClassTrimmer.
                if (!name.equals(OUT_OF_LINE)) {
                    classFiles.put(name, entry.getValue());
                    listOf(name).add(name);
                }
            }
        }
        this.classes = new CoreClasses(classFiles);
    }

    private List<String> listOf(String name) {
        if (name.startsWith(JMX)) {
            return jmx;
        }
        return FIGURES.stream().anyMatch(name::startsWith) ? figures : boot;
    }

    /** The blocks by name. */
    SortedMap<String, byte[]> blocks() throws IOException, ReflectiveOperationException {
        byte[] bridge = Objects.requireNonNull(inner.get("bridge/" + BRIDGE + CLASS_DATA), BRIDGE);
        Set<String> first = classes.supertypesFirst(boot);
        Set<String> second = classes.supertypesFirst(figures);
        Set<String> third = classes.supertypesFirst(jmx);
        second.removeAll(first);
        third.removeAll(first);
        third.removeAll(second);

        Block start = new Block().head(classes.shape(bridge, shaped()));
        start.add(BRIDGE, bridge);
        TreeMap<String, byte[]> blocks = new TreeMap<>();
        blocks.put("boot", filled(start, first));
        blocks.put("boot-figures", filled(new Block(), second));
        blocks.put("boot-jmx", filled(new Block(), third));
        return blocks;
    }

    /** What an agent of another version meets in a JVM: the core and the entry points. */
    private Collection<String> shaped() {
        List<String> all = new ArrayList<>(boot);
        all.addAll(figures);
        all.addAll(jmx);
        for (String entry : AgentPacker.ENTRY_POINTS) {
            all.add(entry.substring(0, entry.lastIndexOf('.')));
        }
        return all;
    }

    private byte[] filled(Block block, Set<String> names) throws IOException {
        for (String name : names) {
            block.add(name, Objects.requireNonNull(inner.get(CORE + name + CLASS_DATA), name));
        }
        return block.toBytes();
    }
}
