package io.fusebox.agent.reload;

import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.source.TextFile;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file is at one moment: its text, or the reason why it has none. Immutable.
 *
 * <p>Two moments are compared by the text itself. A time stamp, a size or an inode says less, because a file can be
 * replaced in many ways; and reading a configuration is quick.
 */
public final class FileContent {
    /** Null if it cannot be read. */
    private final @Nullable String text;

    /** Why there is no use in it; empty if there is. */
    private final String trouble;

    private final String consequence;

    /** Whether overrides alone are a configuration where there is no file. */
    private final boolean optional;

    private FileContent(@Nullable String text, String trouble, String consequence, boolean optional) {
        this.text = text;
        this.trouble = trouble;
        this.consequence = consequence;
        this.optional = optional;
    }

    /**
     * The content of the file that the agent starts with.
     *
     * @param named whether somebody named it: then it must be there
     */
    public static FileContent first(File file, boolean named) {
        FileContent content = of(file, "nothing is guarded until it can be read");
        return named || file.exists()
                ? content
                : new FileContent(content.text, content.trouble, content.consequence, true);
    }

    /** The content of a file that somebody asks to follow: an empty one guards nothing. */
    public static FileContent asked(File file) {
        return of(file, "what was in force stays until it can be read");
    }

    /** The content of a file that may have been replaced: an empty one is one that is still being written. */
    public static FileContent next(File file) {
        FileContent content = asked(file);
        return content.text != null && content.text.isBlank()
                ? new FileContent(
                        content.text,
                        "it is empty; reload makes it guard nothing, agent.mode = off in it does, too",
                        content.consequence,
                        false)
                : content;
    }

    private static FileContent of(File file, String consequence) {
        try {
            return new FileContent(TextFile.read(file), "", consequence, false);
        } catch (IOException e) {
            return new FileContent(null, String.valueOf(e.getMessage()), consequence, false);
        }
    }

    /** What the content says. */
    public Configuration read(ConfigReader reader, File file) {
        if (optional && text == null) {
            return reader.withoutFile(file, trouble, consequence);
        }
        return text == null || !trouble.isEmpty()
                ? reader.unreadable(file, trouble, consequence)
                : reader.read(text, file.getPath());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileContent that
                && (text == null ? that.text == null && trouble.equals(that.trouble) : text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return text == null ? trouble.hashCode() : text.hashCode();
    }
}
