package io.fusebox.agent.cli.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A command could not do what it was asked for: exit code 1. The message is for its user. */
public final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }

    public CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file that the user named cannot be written. */
    public static CommandFailed unwritable(Path file, IOException e) {
        String reason = e instanceof FileSystemException ofFile ? ofFile.getReason() : e.getMessage();
        String why = e instanceof NoSuchFileException
                ? "its folder does not exist"
                : e instanceof AccessDeniedException ? "permission denied" : String.valueOf(reason);
        return new CommandFailed(file + " cannot be written: " + why, e);
    }
}
