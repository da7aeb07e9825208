package shop.orders;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class PaymentService extends RowService<Payment> {
    public PaymentService(PaymentRepository rows) {
        super(rows, Payment::new);
    }

    public String describe(Long id) {
        return "Payment " + nameOf(id);
    }
}
