package shop.orders;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/refund")
public class RefundController extends RowController<Refund> {
    public RefundController(RefundService service) {
        super(service);
    }
}
