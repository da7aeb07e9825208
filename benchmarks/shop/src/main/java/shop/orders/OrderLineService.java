package shop.orders;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class OrderLineService extends RowService<OrderLine> {
    public OrderLineService(OrderLineRepository rows) {
        super(rows, OrderLine::new);
    }

    public String describe(Long id) {
        return "OrderLine " + nameOf(id);
    }
}
