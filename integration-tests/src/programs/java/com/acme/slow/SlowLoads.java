package com.acme.slow;

import com.acme.Console;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Is loading a class while the test does something else. */
public final class SlowLoads {

    private SlowLoads() {}

    /** @param what {@code class} or {@code file}: what of the superclass takes long */
    public static void main(String[] what) throws Exception {
        SlowLoader loader = new SlowLoader(what[0].equals("file"));
        CompletableFuture<Supplier<?>> late = CompletableFuture.supplyAsync(() -> load(loader));
        loader.awaitHeld();
        Console.ask("loading");
        loader.release();
        Supplier<?> loaded = late.join();
        String answer = "loaded";
        while (true) {
            Console.ask(answer);
            answer = loaded.get().toString();
        }
    }

    private static Supplier<?> load(ClassLoader loader) {
        try {
            return (Supplier<?>)
                    loader.loadClass("com.acme.slow.Late").getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
