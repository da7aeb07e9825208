package io.fusebox.agent.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a JMX connector of another machine. The password comes from a file: a command line is for all to read.
 *
 * @param user the name
 * @param password that of the user
 */
public record Login(String user, String password) {
    /** What {@code help} says of it, behind the options of a command. */
    public static final String OPTIONS =
            "\n  --user NAME           with host:port of a JMX connector in place of the process id"
                    + "\n  --password-file FILE  its first line is the password of that user";

    private static final String USER = "--user";
    private static final String PASSWORD_FILE = "--password-file";

    /** Takes it out of the arguments; null if it is not there. */
    public static @Nullable Login of(Arguments arguments) throws CommandMisused, CommandFailed {
        String user = arguments.value(USER);
        String file = arguments.value(PASSWORD_FILE);
        if (user == null && file == null) {
            return null;
        }
        if (user == null || file == null) {
            throw new CommandMisused(USER + " and " + PASSWORD_FILE + " are needed together");
        }
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
            return new Login(user, text.lines().findFirst().orElse(""));
        } catch (IOException | RuntimeException e) {
            throw new CommandFailed("the password file " + file + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return user;
    }
}
