package com.acme;

import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A shop with traffic at several services. A line of stdin, such as {@code payments}, breaks that service or mends it. */
public final class Mall {
    private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

    private Mall() {}

    public static void main(String[] arguments) throws InterruptedException {
        visit(90, Mall::charge);
        visit(25, Mall::reserve);
        visit(400, Mall::send);
        visit(60, Mall::find);
        String answer = "ready";
        while (true) {
            String service = Console.ask(answer);
            boolean mended = BROKEN.remove(service) || !BROKEN.add(service);
            answer = service + (mended ? " works" : " is broken");
        }
    }

    /** What a visitor does. */
    private interface Errand {
        void run() throws Exception;
    }

    private static void visit(long pauseMillis, Errand errand) {
        Thread visitor = new Thread(() -> {
            for (int n = 0; true; n++) {
                try {
                    // A rush now and then, so that a chart has something to show.
                    Thread.sleep(pauseMillis + (long) (pauseMillis * Math.sin(n * pauseMillis / 4000.0) / 2));
                    errand.run();
                } catch (Exception e) {
                    // The visitor comes again.
                }
            }
        });
        visitor.setDaemon(true);
        visitor.start();
    }

    static void charge() throws ConnectException {
        serve("payments");
    }

    static void reserve() throws ConnectException {
        serve("stock");
    }

    static void send() throws ConnectException {
        serve("mail");
    }

    static void find() throws ConnectException {
        serve("search");
    }

    private static void serve(String service) throws ConnectException {
        if (BROKEN.contains(service)) {
            throw new ConnectException("Connection refused: " + service + ".example.com");
        }
    }
}
