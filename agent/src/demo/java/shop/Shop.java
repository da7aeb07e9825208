package shop;

import java.io.File;
import java.net.URI;

/**
 * A shop that takes an order now and then and has it paid. It knows nothing of circuit breakers: a call that fails is an
 * exception to it, whatever the reason.
 */
public final class Shop {
    private static final int PAUSE_MILLIS = 400;

    private Shop() {}

    /** The address of the bank, the folder of the demo; perhaps the milliseconds between two orders. */
    public static void main(String[] arguments) throws InterruptedException {
        Leash.hold(new File(arguments[1]));
        int pause = arguments.length > 2 ? Integer.parseInt(arguments[2]) : PAUSE_MILLIS;
        PaymentClient payments = new PaymentClient(URI.create(arguments[0]));
        for (int order = 1; ; order++) {
            long begin = System.nanoTime();
            String outcome = pay(payments, order);
            long millis = (System.nanoTime() - begin) / 1_000_000;
            System.out.println(order + "\t" + millis + "\t" + outcome);
            Thread.sleep(pause);
        }
    }

    private static String pay(PaymentClient payments, int order) {
        try {
            return "paid\t" + payments.charge(order);
        } catch (Exception e) {
            return e.getClass().getName() + "\t" + e.getMessage();
        }
    }
}
