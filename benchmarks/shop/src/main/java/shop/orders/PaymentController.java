package shop.orders;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/payment")
public class PaymentController extends RowController<Payment> {
    public PaymentController(PaymentService service) {
        super(service);
    }
}
