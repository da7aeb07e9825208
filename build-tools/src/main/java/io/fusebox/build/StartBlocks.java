package io.fusebox.build;

import static io.fusebox.build.AgentPacker.CLASS_DATA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import recorded.Program;

/**
 * The blocks with classes of the agent that are loaded together, in the order in which a start loads them. {@code begin} is
 * for the time before bridge and core are defined, {@code start} for the time after; {@code weaving} is for the first class that
 * is woven. {@code AgentLoader} defines them.
 */
final class StartBlocks {
    private static final String FOLDER = "agent/";

    /** The first class of the agent that needs bridge and core: here {@code AgentBootstrap} asks for the next block. */
    private static final String FIRST_OF_START = "io.fusebox.agent.Agent";

    /** A class of Byte Buddy without which no class is woven. */
    private static final String WEAVES = "io.fusebox.bytebuddy.asm.Advice";

    /** The ends of the names of Byte Buddy's annotations. */
    private static final List<String> ADVICE = List.of("/Advice$OnMethodEnter;", "/Advice$OnMethodExit;");

    private final Map<String, byte[]> inner;
    private final Map<String, Set<String>> lists = new LinkedHashMap<>();

    private StartBlocks(Map<String, byte[]> inner) {
        this.inner = inner;
    }

    /** Finds out what belongs into the blocks. */
    static StartBlocks record(StartRecorder recorder, Map<String, byte[]> inner) throws IOException {
        String program = Program.class.getName();
        Set<String> nothing = recorder.record("nothing-matches", "breaker.recorded.methods = absent.Program#guarded");
        Set<String> one = recorder.record("one-class", "breaker.recorded.methods = " + program + "#*");
        return of(nothing, one, inner);
    }

    /**
     * @param nothing what a start loads that weaves nothing, in order
     * @param one what a start loads that weaves a class, in order
     * @param inner the entries of the inner jar; what is not the agent's own there belongs into no block
     */
    static StartBlocks of(Set<String> nothing, Set<String> one, Map<String, byte[]> inner) {
        StartBlocks blocks = new StartBlocks(inner);
        List<String> start = blocks.own(nothing);
        int first = start.indexOf(FIRST_OF_START);
        if (first < 0) {
            throw new IllegalStateException("a start no longer loads " + FIRST_OF_START + ": which class begins it?");
        }
        Set<String> weaving = new LinkedHashSet<>(blocks.own(one));
        start.forEach(weaving::remove);
        if (!weaving.contains(WEAVES)) {
            throw new IllegalStateException("the program's class was not woven: " + WEAVES + " was not loaded");
        }
        blocks.lists.put("begin", new LinkedHashSet<>(start.subList(0, first)));
        blocks.lists.put("start", new LinkedHashSet<>(start.subList(first, start.size())));
        blocks.lists.put("weaving", weaving);
        return blocks;
    }

    private List<String> own(Set<String> loaded) {
        List<String> own = new ArrayList<>();
        for (String name : loaded) {
            if (inner.containsKey(entryOf(name))) {
                own.add(name);
            }
        }
        return own;
    }

    /** The names of the classes in each block. */
    Map<String, Set<String>> lists() {
        return lists;
    }

    /** Writes the lists, for whoever wants to look. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, Set<String>> list : lists.entrySet()) {
            Files.write(folder.resolve(list.getKey() + ".txt"), list.getValue());
        }
    }

    /** The blocks by name. Those with advice have its class files once more as resources: weaving copies code out of them. */
    SortedMap<String, byte[]> blocks() throws IOException {
        TreeMap<String, byte[]> blocks = new TreeMap<>();
        for (Map.Entry<String, Set<String>> list : lists.entrySet()) {
            Block block = new Block();
            for (String name : list.getValue()) {
                byte[] classFile = Objects.requireNonNull(inner.get(entryOf(name)), name);
                block.add(name, classFile);
                if (isAdvice(classFile)) {
                    block.add(name.replace('.', '/') + ".class", classFile);
                }
            }
            blocks.put(list.getKey(), block.toBytes());
        }
        return blocks;
    }

    private static String entryOf(String name) {
        return FOLDER + name.replace('.', '/') + CLASS_DATA;
    }

    /** Whether a method of the class is marked as advice of Byte Buddy. */
    static boolean isAdvice(byte[] classFile) {
        boolean[] found = new boolean[1];
        int parts = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public @Nullable AnnotationVisitor visitAnnotation(
                                            String annotation, boolean visible) {
                                        found[0] |= ADVICE.stream().anyMatch(annotation::endsWith);
                                        return null;
                                    }
                                };
                            }
                        },
                        parts);
        return found[0];
    }
}
