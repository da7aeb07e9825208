package io.fusebox.it.program;

/** Prints which loader gives the application each of the named classes. */
public final class Loaders {

    private Loaders() {}

    public static void main(String[] arguments) {
        for (String name : arguments) {
            String loader;
            try {
                loader = String.valueOf(Class.forName(name).getClassLoader());
            } catch (ClassNotFoundException e) {
                loader = "not found";
            }
            System.out.println(name + ": " + loader);
        }
    }
}
