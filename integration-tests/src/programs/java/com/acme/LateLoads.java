package com.acme;

import java.lang.reflect.Field;

/**
 * Calls a guarded method, waits until the agent has given up its jar, then loads a class of the agent for each line of stdin; needs
 * java.lang opened.
 */
public final class LateLoads {
    private LateLoads() {}

    public static void main(String[] arguments) throws Exception {
        Object agent = value(Class.forName("java.lang.FuseboxBridge"), null, "agent");
        ClassLoader loader = agent.getClass().getClassLoader();
        Object jar = value(loader.getClass(), loader, "jar");
        guarded();
        while (value(jar.getClass(), jar, "whole") != null) {
            Thread.sleep(20);
        }
        String answer = "given up";
        while (true) {
            String name = Console.ask(answer);
            try {
                answer = "loaded " + Class.forName(name, true, loader).getName();
            } catch (LinkageError e) {
                answer = e.getMessage();
            }
        }
    }

    static void guarded() {}

    private static Object value(Class<?> type, Object owner, String field) throws Exception {
        Field found = type.getDeclaredField(field);
        found.setAccessible(true);
        return found.get(owner);
    }
}
