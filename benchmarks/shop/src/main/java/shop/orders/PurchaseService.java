package shop.orders;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class PurchaseService extends RowService<Purchase> {
    public PurchaseService(PurchaseRepository rows) {
        super(rows, Purchase::new);
    }

    public String describe(Long id) {
        return "Purchase " + nameOf(id);
    }
}
