package shop.orders;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import shop.Guard;
import shop.catalog.ProductService;
import shop.people.CustomerService;

/** One order: two reads, a payment at the bank, three writes. */
@RestController
public class Checkout {
    private final CustomerService customers;
    private final ProductService products;
    private final PurchaseService purchases;
    private final PaymentService payments;
    private final ShipmentService shipments;
    private final Bank bank;
    private final Guard guard;

    public Checkout(
            CustomerService customers,
            ProductService products,
            PurchaseService purchases,
            PaymentService payments,
            ShipmentService shipments,
            Bank bank,
            Guard guard) {
        this.customers = customers;
        this.products = products;
        this.purchases = purchases;
        this.payments = payments;
        this.shipments = shipments;
        this.bank = bank;
        this.guard = guard;
    }

    @GetMapping("/order/{name}")
    public String order(@PathVariable String name) {
        guard.call("customers", () -> customers.named(name));
        guard.call("products", () -> products.named(name));
        String receipt = guard.call("bank", () -> bank.charge(name, 4_200));
        Long purchase = guard.call("purchases", () -> purchases.add(name));
        guard.call("payments", () -> payments.add(receipt));
        guard.call("shipments", () -> shipments.add(name));
        return "order " + purchase + ": " + receipt;
    }
}
