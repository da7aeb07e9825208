package io.fusebox.it.program;

/** Says a line and exits with the code that it is given. */
public final class Exits {

    private Exits() {}

    public static void main(String[] arguments) {
        System.out.println("hello from the program");
        System.exit(Integer.parseInt(arguments[0]));
    }
}
