package com.acme;

import java.lang.reflect.Method;

/** Calls static methods {@code type#method} that take an int, with 0 and with 1. */
public final class Calls {

    private Calls() {}

    public static void main(String[] methods) throws ReflectiveOperationException {
        for (String name : methods) {
            String[] parts = name.split("#", 2);
            Method method = Class.forName(parts[0]).getMethod(parts[1], int.class);
            System.out.println(name + " = " + method.invoke(null, 0) + " " + method.invoke(null, 1));
        }
        Console.ask("done");
    }
}
