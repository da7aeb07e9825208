package com.acme.vintage;

/** Calls what has an old class file. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Vintage vintage = new Vintage();
        RuntimeException given = new RuntimeException("given");
        System.out.println(vintage.add(1, 2));
        System.out.println(Vintage.half(3));
        System.out.println(vintage.branches("text", true));
        System.out.println(vintage.branches(null, true));
        try {
            vintage.fail(given);
        } catch (RuntimeException e) {
            System.out.println(e == given ? "the same" : "another");
        }
        System.out.println(vintage.count());
    }
}
