package com.acme;

import com.acme.own.OwnLogManager;
import com.acme.own.OwnServerBuilder;
import com.acme.subject.Types;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets itself up as large programs do, with guarded calls before and behind it, and prints what it finds. */
public final class Untouched {

    private Untouched() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        Types types = new Types();
        for (int i = 0; i < 3; i++) {
            out.println("called " + types.next(i));
        }
        // Long enough for whatever the agent has to do in the background.
        Thread.sleep(600);

        System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
        Logger.getLogger("untouched").fine("nobody sees it");
        out.println("log manager " + LogManager.getLogManager().getClass().getName());
        System.setProperty("javax.management.builder.initial", OwnServerBuilder.class.getName());
        out.println("MBean server " + ManagementFactory.getPlatformMBeanServer().getDefaultDomain());
        out.println("built by the program's builder " + OwnServerBuilder.built());

        out.println("same stdout " + (System.out == out));
        out.println("on the new stderr: " + written.size());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.isDaemon()) {
                out.println("not a daemon: " + thread.getName());
            }
        }
        out.println("context loader "
                + Thread.currentThread().getContextClassLoader().getClass().getName());
        out.println(
                "system loader " + ClassLoader.getSystemClassLoader().getClass().getName());
        out.println("loader of a guarded class "
                + Types.class.getClassLoader().getClass().getName());
        out.println("policy " + System.getProperty("java.security.policy"));
        out.println("uncaught " + Thread.getDefaultUncaughtExceptionHandler());
        System.setErr(err);
        err.println("the program's own words");
        Console.ask("set up");
        System.exit((int) types.next(41L));
    }
}
