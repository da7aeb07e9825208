package io.fusebox.agent.attach;

import io.fusebox.agent.launch.AgentLoader;
import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * What an agent that is attached to a running JVM is asked for.
 *
 * <p>The commands write a few lines, so that any version of the jar can ask any other: the mark, a verb, the number of the
 * request, the asking jar, the configuration file. Other tools give the name of the file alone, as for
 * {@code -javaagent}. The answer goes to the {@link AttachBoard}.
 */
public final class AttachRequest {
    private static final String ATTACH = "attach";
    private static final String DETACH = "detach";

    private final String verb;
    private final @Nullable String id;
    private final @Nullable String file;

    private AttachRequest(String verb, @Nullable String id, @Nullable String file) {
        this.verb = verb;
        this.id = id;
        this.file = file;
    }

    /** The argument that asks the agent of that jar to come or, if it runs, to follow another file. */
    public static String attach(String id, File jar, File file) {
        return written(ATTACH, id, jar, file.getAbsolutePath());
    }

    /** The argument that asks the agent to go. */
    public static String detach(String id, File jar) {
        return written(DETACH, id, jar, "");
    }

    private static String written(String verb, String id, File jar, String file) {
        return AgentLoader.REQUEST_MARK + '\n' + verb + '\n' + id + '\n' + jar.getAbsolutePath() + '\n' + file;
    }

    public static AttachRequest of(@Nullable String argument) {
        if (argument == null || !argument.startsWith(AgentLoader.REQUEST_MARK + '\n')) {
            return new AttachRequest(ATTACH, null, argument == null || argument.isBlank() ? null : argument.strip());
        }
        String[] lines = argument.split("\n", -1);
        return new AttachRequest(lines[1], lines[2], lines.length < 5 || lines[4].isEmpty() ? null : lines[4]);
    }

    public boolean isDetach() {
        return verb.equals(DETACH);
    }

    /** The configuration file, if one is named. */
    @Nullable
    public String file() {
        return file;
    }

    /** Sends the answer to the command that asked. */
    public void answer(boolean done, String text) {
        if (id == null) {
            return;
        }
        try {
            AttachBoard.answer(id, done, text);
        } catch (LinkageError noAccess) {
            // This JDK lets the agent do nothing, which the log has told.
        }
    }
}
