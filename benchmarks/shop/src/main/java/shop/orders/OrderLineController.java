package shop.orders;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/order-line")
public class OrderLineController extends RowController<OrderLine> {
    public OrderLineController(OrderLineService service) {
        super(service);
    }
}
