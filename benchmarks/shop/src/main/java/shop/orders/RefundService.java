package shop.orders;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class RefundService extends RowService<Refund> {
    public RefundService(RefundRepository rows) {
        super(rows, Refund::new);
    }

    public String describe(Long id) {
        return "Refund " + nameOf(id);
    }
}
