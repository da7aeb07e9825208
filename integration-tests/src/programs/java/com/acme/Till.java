package com.acme;

import com.acme.subject.Bank;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLongArray;

/** Calls the bank for each line of stdin, and counts the successes, errors and rejections. */
public final class Till {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;
    private AtomicLongArray counts = new AtomicLongArray(3);
    private volatile String settled = "settling";

    private Till() {}

    public static void main(String[] arguments) throws InterruptedException {
        Till till = new Till();
        String answer = "ready";
        while (true) {
            answer = till.obey(Console.ask(answer));
        }
    }

    private String obey(String command) throws InterruptedException {
        switch (command) {
            case "fail":
            case "work":
                Bank.down = command.equals("fail");
                return command;
            case "charge":
                AtomicLongArray once = new AtomicLongArray(3);
                charge(once, 1);
                return once.toString();
            case "open":
                open();
                return "opened";
            case "close":
                closed = true;
                for (Thread thread : threads) {
                    thread.join();
                }
                threads.clear();
                return "counted " + counts;
            case "settle":
                Bank.office = new CountDownLatch(1);
                settled = "settling";
                Thread thread = new Thread(this::settle);
                thread.start();
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.sleep(10);
                }
                return settled;
            case "release":
                Bank.office.countDown();
                while (settled.equals("settling")) {
                    Thread.sleep(10);
                }
                return settled;
            case "threads":
                return Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("fusebox"))
                        .sorted()
                        .toList()
                        .toString();
            default:
                throw new IllegalArgumentException(command);
        }
    }

    /** Many customers at a time, until the till is closed. */
    private void open() {
        closed = false;
        counts = new AtomicLongArray(3);
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int n = 0; !closed; n++) {
                    charge(counts, n);
                }
            }));
        }
        threads.forEach(Thread::start);
    }

    private void settle() {
        String outcome;
        try {
            outcome = Bank.settle();
        } catch (Exception e) {
            outcome = e.toString();
        }
        settled = outcome;
    }

    private static void charge(AtomicLongArray counts, int amount) {
        try {
            if (Bank.charge(amount) != amount || Bank.refund(amount) != -amount) {
                throw new AssertionError("a result is not what the bank returned");
            }
            counts.incrementAndGet(0);
        } catch (IllegalStateException e) {
            counts.incrementAndGet(1);
        } catch (RuntimeException e) {
            if (!e.getClass().getName().equals("io.fusebox.CircuitOpenException")) {
                throw e;
            }
            counts.incrementAndGet(2);
        }
    }
}
