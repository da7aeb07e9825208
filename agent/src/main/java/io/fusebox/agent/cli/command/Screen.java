package io.fusebox.agent.cli.command;

import io.fusebox.agent.text.TerminalText;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where commands write: data to stdout, talk to stderr. Colours only on a terminal. */
public final class Screen {

    /** The colours, as terminals know them. */
    public enum Colour {
        PLAIN(""),
        BOLD("1"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        CYAN("36");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean coloured;

    private Screen(PrintStream out, PrintStream err, boolean terminal, boolean coloured) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.coloured = coloured;
    }

    /** One without colours, and where what is written stays. */
    public static Screen plain(PrintStream out, PrintStream err) {
        return new Screen(out, err, false, false);
    }

    /** One with colours, and where what is written stays. */
    public static Screen coloured(PrintStream out, PrintStream err) {
        return new Screen(out, err, false, true);
    }

    public static Screen ofProcess() {
        boolean terminal = isAbleTerminal(System.getenv());
        boolean unwanted = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(System.out, System.err, terminal, terminal && !unwanted);
    }

    /** Whether data goes to a terminal whose cursor can be moved. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Writes data as it is. */
    public void write(String text) {
        out.print(text);
        out.flush();
    }

    /** Writes a line of data, which may be text of a program. */
    public void line(String text) {
        out.println(lines(text));
    }

    /** Writes a line with colours; what the program has to do with it went through {@link TerminalText} before. */
    public void styled(String line) {
        out.println(line);
    }

    /** Writes a JSON object on a line. */
    public void json(String object) {
        out.println(TerminalText.ofJson(object));
    }

    /** Writes a line, or several, that is about the data, or in place of it. */
    public void talk(String text) {
        err.println(lines(text));
    }

    private static String lines(String text) {
        return text.lines().map(TerminalText::of).collect(Collectors.joining(System.lineSeparator()));
    }

    /** Why data could not be written; null if it could, or if nobody wants to read more of it. */
    public @Nullable String trouble() {
        if (!out.checkError()) {
            return null;
        }
        // The stream keeps no reason: one more byte brings it to light.
        try (FileOutputStream again = new FileOutputStream(FileDescriptor.out)) {
            again.write(System.lineSeparator().getBytes(StandardCharsets.US_ASCII));
            return null;
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            return why.contains("Broken pipe") ? null : why;
        }
    }

    /** Whether nobody reads the data any more: {@code | head} has seen enough. */
    public boolean isGone() {
        return out.checkError();
    }

    /** The text in a colour, if there are any. */
    public String in(Colour colour, String text) {
        return coloured && !colour.code.isEmpty() ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    private static boolean isAbleTerminal(Map<String, String> environment) {
        String terminal = environment.getOrDefault("TERM", environment.containsKey("WT_SESSION") ? "windows" : "dumb");
        return !terminal.equals("dumb") && isTerminal(System.console());
    }

    /** From Java 22 on there may be a console without a terminal, and a method to tell. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
